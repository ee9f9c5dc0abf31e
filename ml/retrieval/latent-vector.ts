import { unitRows } from './dense';

/** A space of meaning that was learned from which terms stand together. */
export interface LatentSpace {
  readonly width: number;
  /** What each term counts (inverse document frequency); 0 for those that were left out. */
  readonly weights: Float32Array;
  /** Where each term lies, along axes that are as long as their singular values: `[terms, width]`. */
  readonly projection: Float32Array;
  /** The texts that it was learned from: `[texts, width]`, each of length 1, or 0. */
  readonly vectors: Float32Array;
}

/** A text, given as numbers of terms, as a vector of the space: of length 1, or 0 where it has none that the space knows. */
export function latentVector(
  { width, weights, projection }: Pick<LatentSpace, 'width' | 'weights' | 'projection'>,
  terms: readonly number[],
): Float32Array {
  const often = new Map<number, number>();
  for (const term of terms) often.set(term, (often.get(term) ?? 0) + 1);
  const vector = new Float32Array(width);
  for (const [term, count] of often) {
    const value = (1 + Math.log(count)) * (weights[term] ?? 0);
    for (let axis = 0; axis < width; axis++)
      vector[axis] = (vector[axis] ?? 0) + value * (projection[term * width + axis] ?? 0);
  }
  return unitRows(vector, width);
}

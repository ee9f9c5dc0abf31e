import type { Network, WeightArray, Weights } from '../network';
import { matricesOf } from './matrices';

export interface PruneSettings {
  /** 0 … 1: how many of the numbers of matrices become zero. */
  readonly share: number;
  /** `global`: the smallest of all; `layer`: the smallest of each matrix. */
  readonly among: 'global' | 'layer';
  /** Tables of vectors too; otherwise linear maps alone. */
  readonly embeddings: boolean;
}

/**
 * Sets the smallest numbers of a network's matrices to zero (Han et al. 2015), biases and norms aside. Exactly so many: of numbers of one size those that
 * come first. The given weights stay as they are. Returns which were pruned, by name, beside all weights.
 */
export function pruneWeights(
  network: Network,
  weights: Weights,
  { share, among, embeddings }: PruneSettings,
): { readonly weights: Record<string, WeightArray>; readonly pruned: readonly string[] } {
  const matrices = matricesOf(network, weights, embeddings);
  const result: Record<string, WeightArray> = { ...weights };
  const groups = among === 'global' ? [matrices] : matrices.map((matrix) => [matrix]);
  for (const group of groups) {
    const sizes = joined(group.map(({ weight }) => weight.data)).map(Math.abs);
    const zeros = Math.round(share * sizes.length);
    const threshold = zeros > 0 ? (sizes.slice().sort()[zeros - 1] ?? 0) : -1;
    let ties = zeros - sizes.reduce((count, size) => count + Number(size < threshold), 0);
    for (const { key, weight } of group)
      result[key] = {
        shape: weight.shape,
        data: weight.data.map((value) => {
          const size = Math.abs(value);
          if (size > threshold) return value;
          return size < threshold || ties-- > 0 ? 0 : value;
        }),
      };
  }
  return { weights: result, pruned: matrices.map(({ key }) => key) };
}

/** The share of zeros among the numbers of arrays. */
export function shareOfZeros(arrays: readonly Float32Array[]): number {
  const count = arrays.reduce((sum, { length }) => sum + length, 0);
  const zeros = arrays.reduce((sum, array) => array.reduce((some, value) => some + Number(value === 0), sum), 0);
  return zeros / Math.max(1, count);
}

function joined(arrays: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

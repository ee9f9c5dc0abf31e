import { wassersteinPower } from '../sliced-wasserstein';

/** How one set of numbers lies to another that it is measured by. */
export interface Shift {
  readonly mean: number;
  /** How far the mean has moved, in deviations of the reference. */
  readonly moved: number;
  /** The Wasserstein distance of order 1, in the unit of the numbers. */
  readonly distance: number;
  readonly reference: { readonly mean: number; readonly deviation: number };
}

/**
 * Compares numbers with a reference. The distance is the area between the two distribution functions (Vallender 1974).
 * @throws RangeError where either has none
 */
export function shiftOf(values: readonly number[], reference: readonly number[]): Shift {
  if (values.length === 0 || reference.length === 0) throw new RangeError('A distribution needs values.');
  const [mean, before] = [meanOf(values), meanOf(reference)];
  const deviation = Math.sqrt(meanOf(reference.map((value) => (value - before) ** 2)));
  return {
    mean,
    moved: (mean - before) / Math.max(1e-9, deviation),
    distance: wassersteinPower(Float64Array.from(values).sort(), Float64Array.from(reference).sort(), 1),
    reference: { mean: before, deviation },
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

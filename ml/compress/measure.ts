import { sizeOf } from '../network';
import type { QuantisedWeight } from './quantise';

/** Bytes that the numbers of weights take where they are stored: codes and scales of those that are quantised, float32 of others. */
export const storedBytes = (weights: Readonly<Record<string, QuantisedWeight>>): number =>
  Object.values(weights).reduce(
    (sum, { shape, quantised }) =>
      sum + (quantised ? quantised.values.byteLength + quantised.scales.byteLength : 4 * sizeOf(shape)),
    0,
  );

/** How far numbers are from what they were, by the size of what they were: `√(∑ (a − b)² / ∑ a²)`; 0 where all were zero and are. */
export function relativeError(before: readonly ArrayLike<number>[], after: readonly ArrayLike<number>[]): number {
  let [off, all] = [0, 0];
  for (const [index, array] of before.entries())
    for (let at = 0; at < array.length; at++) {
      const [was, is] = [array[at] ?? 0, after[index]?.[at] ?? 0];
      off += (was - is) ** 2;
      all += was ** 2;
    }
  return off === 0 ? 0 : Math.sqrt(off / all);
}

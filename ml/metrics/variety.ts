import { type Arrays, takeArrays } from '../arrays';
import { squaredDistance, widthOf } from './rows';

/**
 * How far two items of a set lie apart on average, by Euclidean distance, over all pairs of at most `most` items taken evenly from it; 0 of fewer than two. A
 * set of one thing over and over comes to next to nothing.
 */
export function meanPairDistance(items: Arrays, most = 200): number {
  const count = Math.min(items.count, most);
  if (count < 2) return 0;
  const taken = takeArrays(
    items,
    Int32Array.from({ length: count }, (_, index) => Math.floor((index * items.count) / count)),
  );
  const width = widthOf(items);
  let total = 0;
  for (let one = 1; one < count; one++)
    for (let other = 0; other < one; other++) total += Math.sqrt(squaredDistance(taken, one, taken, other, width));
  return total / ((count * (count - 1)) / 2);
}

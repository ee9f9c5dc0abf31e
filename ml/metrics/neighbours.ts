import type { Arrays } from '../arrays';
import { expectComparable, squaredDistance, widthOf } from './rows';

export interface Neighbours {
  /** The nearest item among those searched, of each query. */
  readonly indices: Int32Array;
  /** How far away it is. */
  readonly distances: Float64Array;
}

/** The nearest training item of each sample, by Euclidean distance: a sample at a distance of next to nothing was memorised. */
export function nearestNeighbours(queries: Arrays, among: Arrays): Neighbours {
  expectComparable(queries, among, 1);
  const width = widthOf(queries);
  const indices = new Int32Array(queries.count);
  const distances = new Float64Array(queries.count).fill(Number.POSITIVE_INFINITY);
  for (let query = 0; query < queries.count; query++) {
    for (let index = 0; index < among.count; index++) {
      const distance = squaredDistance(queries, query, among, index, width);
      if (distance >= (distances[query] ?? 0)) continue;
      distances[query] = distance;
      indices[query] = index;
    }
  }
  return { indices, distances: distances.map(Math.sqrt) };
}

/** The nearest training item of each sample, and which samples are copies of it. */
export interface Copies extends Neighbours {
  readonly copied: readonly boolean[];
}

/**
 * Finds samples that lie nearer to a training item than a third of what that item's own nearest neighbour does: copies, as far as distances tell (as in
 * Carlini et al. 2023, who compare with the distances of other training items too). @throws RangeError for a single training item
 */
export function findCopies(made: Arrays, training: Arrays, ratio = 1 / 3): Copies {
  if (training.count < 2) throw new RangeError('One training item alone has no neighbour.');
  const { indices, distances } = nearestNeighbours(made, training);
  // Only of those that a sample is near to: the training set may be far larger than what was made.
  const reaches = new Map<number, number>();
  const reachOf = (item: number): number => {
    const reach = reaches.get(item) ?? nearestOther(training, item);
    reaches.set(item, reach);
    return reach;
  };
  // An item that stands twice in the training data reaches nowhere, and what equals it is a copy all the same.
  const copied = Array.from(indices, (index, query) => (distances[query] ?? 0) <= ratio * reachOf(index));
  return { indices, distances, copied };
}

/** How far an item's nearest other item of the set is. */
function nearestOther(items: Arrays, own: number): number {
  const width = widthOf(items);
  let nearest = Number.POSITIVE_INFINITY;
  for (let other = 0; other < items.count; other++)
    if (other !== own) nearest = Math.min(nearest, squaredDistance(items, own, items, other, width));
  return Math.sqrt(nearest);
}

/** How far each item's `k`-th nearest other item of the set is. @throws RangeError where there are no `k` others */
export function neighbourDistances(items: Arrays, k: number): Float64Array {
  if (!(k >= 1 && k < items.count)) throw new RangeError(`${items.count} items have no ${k} neighbours each.`);
  const width = widthOf(items);
  return Float64Array.from({ length: items.count }, (_, own) => {
    const others = new Float64Array(items.count - 1);
    for (let other = 0; other < items.count; other++) {
      if (other !== own) others[other < own ? other : other - 1] = squaredDistance(items, own, items, other, width);
    }
    return Math.sqrt(others.sort()[k - 1] ?? 0);
  });
}

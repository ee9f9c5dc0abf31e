import type { Arrays } from '../arrays';
import { expectComparable, innerProduct, squaredDistance, widthOf } from './rows';

/** How alike item `i` of `a` and item `j` of `b` are. */
type Kernel = (a: Arrays, i: number, b: Arrays, j: number) => number;

/**
 * The kernel distance of two sets of features, the KID: the unbiased squared maximum mean discrepancy under the kernel `(x·y / width + 1)³` (Bińkowski et
 * al. 2018, section 4). 0 on average where both are draws from one distribution, whatever their number; it may fall below.
 */
export function kernelDistance(real: Arrays, made: Arrays): number {
  const width = widthOf(real);
  return unbiasedDiscrepancy(real, made, (a, i, b, j) => (innerProduct(a, i, b, j, width) / width + 1) ** 3);
}

/** The same under the Gaussian kernel `exp(−‖x − y‖² / 2h²)` (Gretton et al. 2012, eq. 3). The bandwidth `h` is the median distance where left out. */
export function gaussianDiscrepancy(real: Arrays, made: Arrays, bandwidth = medianDistance(real, made)): number {
  const width = widthOf(real);
  const scale = -1 / (2 * bandwidth * bandwidth);
  return unbiasedDiscrepancy(real, made, (a, i, b, j) => Math.exp(scale * squaredDistance(a, i, b, j, width)));
}

/** The median distance of two different items of either set, of at most `most` of each, the first: a bandwidth that suits the data's size. */
export function medianDistance(a: Arrays, b: Arrays, most = 500): number {
  expectComparable(a, b, 1);
  const width = widthOf(a);
  const items = [a, b].flatMap((set) =>
    Array.from({ length: Math.min(set.count, most) }, (_, index) => ({ set, index })),
  );
  const distances = new Float64Array((items.length * (items.length - 1)) / 2);
  let pair = 0;
  items.forEach((one, place) => {
    for (const other of items.slice(place + 1)) {
      distances[pair++] = squaredDistance(one.set, one.index, other.set, other.index, width);
    }
  });
  return Math.sqrt(distances.sort()[Math.floor(distances.length / 2)] ?? 1) || 1;
}

function unbiasedDiscrepancy(a: Arrays, b: Arrays, kernel: Kernel): number {
  expectComparable(a, b, 2);
  return within(a, kernel) + within(b, kernel) - 2 * between(a, b, kernel);
}

/** The mean over pairs of different items. */
function within(a: Arrays, kernel: Kernel): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) for (let j = 0; j < i; j++) sum += kernel(a, i, a, j);
  return (2 * sum) / (a.count * (a.count - 1));
}

function between(a: Arrays, b: Arrays, kernel: Kernel): number {
  let sum = 0;
  for (let i = 0; i < a.count; i++) for (let j = 0; j < b.count; j++) sum += kernel(a, i, b, j);
  return sum / (a.count * b.count);
}

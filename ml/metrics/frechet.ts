import type { Arrays } from '../arrays';
import { expectComparable, widthOf } from './rows';
import { pivotedCholesky, type SymmetricRows, symmetricEigenvalues } from './symmetric';

export interface Gaussian {
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/**
 * The Fréchet distance of the Gaussians fitted to two sets of features, as the FID has it (Heusel et al. 2017, eq. 6). 0 where means and covariances
 * agree. With fewer items than features a covariance is not of full rank, and the distance is larger than that of the distributions (Chong & Forsyth 2020).
 * @throws RangeError for features of two widths, or fewer than two items on a side
 */
export function frechetDistanceOf(real: Arrays, made: Arrays): number {
  expectComparable(real, made, 2);
  return frechetDistance(fitGaussian(real), fitGaussian(made));
}

/**
 * `‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)` (Dowson & Landau 1982). The root's trace is that of `(Lᵀ Σ₂ L)^½` for any `L Lᵀ = Σ₁`, which is symmetric: its
 * eigenvalues are real, and none of them is negative but for rounding. That takes no eigenvectors: 768 features take seconds.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const apart = a.mean.reduce((sum, value, index) => sum + (value - (b.mean[index] ?? 0)) ** 2, 0);
  const [first, second] = [rowsOf(a.covariance), rowsOf(b.covariance)];
  const common = symmetricEigenvalues(between(first, second)).reduce(
    (sum, one) => sum + Math.sqrt(Math.max(0, one)),
    0,
  );
  return Math.max(0, apart + trace(first) + trace(second) - 2 * common);
}

/** `Lᵀ Σ₂ L`, its rows up to the diagonal. */
function between(first: SymmetricRows, second: SymmetricRows): Float64Array[] {
  const { factor, lengths, rank } = pivotedCholesky(first);
  const made = Array.from({ length: rank }, () => new Float64Array(rank));
  const product = new Float64Array(rank);
  for (const [i, row] of factor.entries()) {
    // A row of Σ₂ L, and what it adds to each row of the result.
    product.fill(0);
    for (const [j, other] of factor.entries())
      addTimes(product, other, second[i]?.[j] ?? 0, Math.min(rank, lengths[j] ?? 0));
    for (let k = 0; k < Math.min(rank, lengths[i] ?? 0); k++) addTimes(made[k] ?? product, product, row[k] ?? 0, k + 1);
  }
  return made;
}

function addTimes(to: Float64Array, from: Float64Array, times: number, length: number): void {
  for (let i = 0; i < length; i++) to[i] = (to[i] ?? 0) + times * (from[i] ?? 0);
}

/** Mean and unbiased covariance of items, in float64. */
export function fitGaussian(items: Arrays): Gaussian {
  const fitting = fittingOf(items, items.count);
  for (;;) {
    const { done, value } = fitting.next();
    if (done) return value;
  }
}

/** The products of numbers between two breaths: well under a second. */
const PRODUCTS = 1e8;

/** The same of many and wide items, with breaths in between; each is told how many items are done. */
export async function fitGaussianInParts(items: Arrays, breathe: (done: number) => Promise<void>): Promise<Gaussian> {
  const fitting = fittingOf(items, Math.ceil(PRODUCTS / widthOf(items) ** 2));
  for (;;) {
    const { done, value } = fitting.next();
    if (done) return value;
    await breathe(value);
  }
}

/** Stops after each so many items, and tells how many are done. */
function* fittingOf(items: Arrays, every: number): Generator<number, Gaussian> {
  const width = widthOf(items);
  const mean = Array.from({ length: width }, () => 0);
  for (let index = 0; index < items.count * width; index++) {
    mean[index % width] = (mean[index % width] ?? 0) + (items.data[index] ?? 0) / items.count;
  }
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  // Four items at a time: the sums are read and written a quarter as often.
  const four = Array.from({ length: 4 }, () => new Float64Array(width));
  let since = 0;
  for (let item = 0; item < items.count; item += 4) {
    for (const [place, centred] of four.entries())
      for (let i = 0; i < width; i++)
        centred[i] = item + place < items.count ? (items.data[(item + place) * width + i] ?? 0) - (mean[i] ?? 0) : 0;
    for (const [i, row] of sums.entries()) addProducts(row, four, i);
    since += 4;
    if (since < every) continue;
    since = 0;
    yield Math.min(item + 4, items.count);
  }
  const at = (i: number, j: number) => (sums[Math.max(i, j)]?.[Math.min(i, j)] ?? 0) / (items.count - 1);
  const covariance = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => at(i, j)));
  return { mean, covariance };
}

/** What four items add to a row of sums of products, up to the diagonal. */
function addProducts(row: Float64Array, [a, b, c, d]: readonly Float64Array[], i: number): void {
  if (!a || !b || !c || !d) return;
  const [own0 = 0, own1 = 0, own2 = 0, own3 = 0] = [a[i], b[i], c[i], d[i]];
  for (let j = 0; j <= i; j++)
    row[j] = (row[j] ?? 0) + own0 * (a[j] ?? 0) + own1 * (b[j] ?? 0) + own2 * (c[j] ?? 0) + own3 * (d[j] ?? 0);
}

const rowsOf = (rows: readonly (readonly number[])[]): Float64Array[] => rows.map((row) => Float64Array.from(row));

const trace = (rows: SymmetricRows): number => rows.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);

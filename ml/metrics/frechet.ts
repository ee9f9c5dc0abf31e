import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { Arrays } from '../arrays';
import { expectComparable, widthOf } from './rows';

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
 * `‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½)` (Dowson & Landau 1982). The root's trace is that of `(Σ₁^½ Σ₂ Σ₁^½)^½`, which is symmetric: its eigenvalues
 * are real, and none of them is negative but for rounding.
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const apart = a.mean.reduce((sum, value, index) => sum + (value - (b.mean[index] ?? 0)) ** 2, 0);
  const [first, second] = [matrixOf(a.covariance), matrixOf(b.covariance)];
  const root = squareRoot(first);
  const between = root.mmul(second).mmul(root);
  const common = eigenvalues(between).reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return Math.max(0, apart + first.trace() + second.trace() - 2 * common);
}

/** Mean and unbiased covariance of items, in float64. */
export function fitGaussian(items: Arrays): Gaussian {
  const width = widthOf(items);
  const mean = Array.from({ length: width }, () => 0);
  for (let index = 0; index < items.count * width; index++) {
    mean[index % width] = (mean[index % width] ?? 0) + (items.data[index] ?? 0) / items.count;
  }
  const sums = Array.from({ length: width }, () => new Float64Array(width));
  const centred = new Float64Array(width);
  for (let item = 0; item < items.count; item++) {
    for (let i = 0; i < width; i++) centred[i] = (items.data[item * width + i] ?? 0) - (mean[i] ?? 0);
    sums.forEach((row, i) => {
      const own = centred[i] ?? 0;
      for (let j = 0; j <= i; j++) row[j] = (row[j] ?? 0) + own * (centred[j] ?? 0);
    });
  }
  const at = (i: number, j: number) => (sums[Math.max(i, j)]?.[Math.min(i, j)] ?? 0) / (items.count - 1);
  const covariance = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => at(i, j)));
  return { mean, covariance };
}

const matrixOf = (rows: readonly (readonly number[])[]): Matrix => new Matrix(rows.map((row) => [...row]));

/** Rounding may leave a product a little uneven; its mean with its transpose is not. */
const even = (matrix: Matrix): Matrix => Matrix.add(matrix, matrix.transpose()).mul(0.5);

const eigenvalues = (matrix: Matrix): number[] =>
  new EigenvalueDecomposition(even(matrix), { assumeSymmetric: true }).realEigenvalues;

/** The symmetric root of a symmetric matrix without negative eigenvalues. */
function squareRoot(matrix: Matrix): Matrix {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(even(matrix), { assumeSymmetric: true });
  const roots = Matrix.diag(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))));
  return eigenvectorMatrix.mmul(roots).mmul(eigenvectorMatrix.transpose());
}

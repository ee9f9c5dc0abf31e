import { CholeskyDecomposition, inverse, Matrix } from 'ml-matrix';

/** What is believed of a state: its mean, and its covariance. */
export interface Belief {
  readonly mean: Float64Array;
  readonly covariance: Matrix;
}

/** What a filter knows besides what carries states on. */
export interface Noise {
  /** Variance that each variable gains in a step besides what is foretold. */
  readonly process: readonly number[];
  /** Which variables are measured, and the variance of each of those. */
  readonly seen: readonly { readonly variable: number; readonly variance: number }[];
}

/**
 * The unscented Kalman filter (Julier & Uhlmann 1997) with κ = 0, where all 2n points weigh the same and no covariance can turn negative (the cubature filter of
 * Arasaratnam & Haykin 2009). Of a linear system it is the Kalman filter.
 * One step on: the points `mean ± √n · columns of the Cholesky factor` are carried on by `carry`, `2n × n` numbers to as many.
 */
export async function predict(
  { mean, covariance }: Belief,
  { process }: Pick<Noise, 'process'>,
  carry: (points: Float64Array, count: number) => Promise<Float64Array>,
): Promise<Belief> {
  const n = mean.length;
  const factor = new CholeskyDecomposition(covariance).lowerTriangularMatrix;
  const count = 2 * n;
  const points = new Float64Array(count * n);
  for (let point = 0; point < count; point++) {
    const sign = point < n ? Math.sqrt(n) : -Math.sqrt(n);
    for (let at = 0; at < n; at++) points[point * n + at] = (mean[at] ?? 0) + sign * factor.get(at, point % n);
  }
  const carried = await carry(points, count);
  const next = new Float64Array(n);
  for (let point = 0; point < count; point++)
    for (let at = 0; at < n; at++) next[at] = (next[at] ?? 0) + (carried[point * n + at] ?? 0) / count;
  const spread = Matrix.zeros(n, n);
  for (let point = 0; point < count; point++)
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) {
        const product =
          ((carried[point * n + a] ?? 0) - (next[a] ?? 0)) * ((carried[point * n + b] ?? 0) - (next[b] ?? 0));
        spread.set(a, b, spread.get(a, b) + product / count);
      }
  for (let at = 0; at < n; at++) spread.set(at, at, spread.get(at, at) + (process[at] ?? 0));
  return { mean: next, covariance: spread };
}

/** What a measurement changes, and how surprising it was. */
export interface Corrected extends Belief {
  /** What was measured less what was expected. */
  readonly innovation: readonly number[];
  /** Normalised innovation squared, νᵀ S⁻¹ ν: of a filter that is right χ² with as many degrees of freedom as numbers were measured (Bar-Shalom et al. 2001, 5.4). */
  readonly surprise: number;
}

/** Takes a measurement in; measurements are variables themselves, with noise. Joseph's form keeps the covariance symmetric and positive. */
export function correct(
  { mean, covariance }: Belief,
  { seen }: Pick<Noise, 'seen'>,
  measured: readonly number[],
): Corrected {
  const [n, m] = [mean.length, seen.length];
  const innovation = seen.map(({ variable }, row) => (measured[row] ?? 0) - (mean[variable] ?? 0));
  const s = new Matrix(m, m);
  const cross = new Matrix(n, m);
  for (const [row, one] of seen.entries()) {
    for (const [column, other] of seen.entries()) s.set(row, column, covariance.get(one.variable, other.variable));
    s.set(row, row, s.get(row, row) + one.variance);
    for (let at = 0; at < n; at++) cross.set(at, row, covariance.get(at, one.variable));
  }
  const inverted = inverse(s);
  const gain = cross.mmul(inverted);
  const nu = Matrix.columnVector([...innovation]);
  const moved = gain.mmul(nu);
  const left = Matrix.eye(n);
  for (const [row, { variable }] of seen.entries())
    for (let at = 0; at < n; at++) left.set(at, variable, left.get(at, variable) - gain.get(at, row));
  const noise = Matrix.diag(seen.map(({ variance }) => variance));
  return {
    mean: mean.map((value, at) => value + moved.get(at, 0)),
    covariance: symmetric(left.mmul(covariance).mmul(left.transpose()).add(gain.mmul(noise).mmul(gain.transpose()))),
    innovation,
    surprise: nu.transpose().mmul(inverted).mmul(nu).get(0, 0),
  };
}

/** The same but for what rounding made uneven. */
const symmetric = (matrix: Matrix): Matrix => Matrix.add(matrix, matrix.transpose()).mul(0.5);

import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { Arrays } from '../arrays';
import type { Random } from '../random';
import { squaredDistance, widthOf } from './rows';

export interface MixtureComponent {
  readonly weight: number;
  readonly mean: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

export interface MixtureFit {
  readonly components: readonly MixtureComponent[];
  /** Mean log-density of the items that it was fitted to, in nats. */
  readonly logLikelihood: number;
  readonly iterations: number;
}

export interface MixtureOptions {
  readonly components: number;
  readonly random: Random;
  readonly iterations?: number;
  /** Stops where the mean log-density grows by less. */
  readonly tolerance?: number;
  /** Added to the variances, so that no component falls onto one item. */
  readonly floor?: number;
}

/**
 * A mixture of Gaussians with full covariances, by expectation maximisation (Dempster et al. 1977; Bishop 2006, section 9.2.2) from k-means++ centres (Arthur &
 * Vassilvitskii 2007). No iteration lowers the likelihood, but for the floor. @throws RangeError for fewer items than components
 */
export function fitMixture(items: Arrays, options: MixtureOptions): MixtureFit {
  const { components: count, random, iterations = 200, tolerance = 1e-6, floor = 1e-6 } = options;
  if (!(count >= 1 && count <= items.count)) throw new RangeError(`${items.count} items make no ${count} components.`);
  let components = initialComponents(items, count, random, floor);
  let logLikelihood = Number.NEGATIVE_INFINITY;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    const expected = expectation(items, components);
    const gain = expected.logLikelihood - logLikelihood;
    logLikelihood = expected.logLikelihood;
    if (gain < tolerance) return { components, logLikelihood, iterations: iteration };
    components = maximisation(items, components, expected.shares, floor);
  }
  return { components, logLikelihood: mean(mixtureLogDensity(items, components)), iterations };
}

/** The log-density of each item under a mixture, in nats. */
export function mixtureLogDensity(items: Arrays, components: readonly MixtureComponent[]): Float64Array {
  const densities = components.map((component) => componentLogDensity(items, component));
  return Float64Array.from({ length: items.count }, (_, item) =>
    logSumExp(densities.map((values) => values[item] ?? 0)),
  );
}

/** Draws from a mixture. */
export function sampleMixture(components: readonly MixtureComponent[], count: number, random: Random): Arrays {
  const width = components[0]?.mean.length ?? 0;
  const roots = components.map(({ covariance }) => choleskyOf(covariance).lowerTriangularMatrix);
  const data = new Float32Array(count * width);
  for (let item = 0; item < count; item++) {
    const chosen = draw(
      components.map(({ weight }) => weight),
      random,
    );
    const noise = Array.from({ length: width }, () => random.normal());
    for (let row = 0; row < width; row++) {
      const moved = noise.reduce(
        (sum, value, column) => sum + (column <= row ? value * (roots[chosen]?.get(row, column) ?? 0) : 0),
        0,
      );
      data[item * width + row] = (components[chosen]?.mean[row] ?? 0) + moved;
    }
  }
  return { shape: [width], count, data };
}

/** For each component and item, how much of the item is the component's; and the mean log-density. */
function expectation(items: Arrays, components: readonly MixtureComponent[]) {
  const densities = components.map((component) => componentLogDensity(items, component));
  const totals = Float64Array.from({ length: items.count }, (_, item) =>
    logSumExp(densities.map((values) => values[item] ?? 0)),
  );
  const shares = densities.map((values) => values.map((value, item) => Math.exp(value - (totals[item] ?? 0))));
  return { shares, logLikelihood: mean(totals) };
}

function maximisation(
  items: Arrays,
  old: readonly MixtureComponent[],
  shares: readonly Float64Array[],
  floor: number,
): MixtureComponent[] {
  return old.map((component, index) => {
    const own = shares[index] ?? new Float64Array(items.count);
    const total = own.reduce((sum, share) => sum + share, 0);
    // One that nothing belongs to any more stays where it is, without weight.
    if (total < 1e-9) return { ...component, weight: 0 };
    return { weight: total / items.count, ...weightedGaussian(items, own, total, floor) };
  });
}

function weightedGaussian(items: Arrays, shares: Float64Array, total: number, floor: number) {
  const width = widthOf(items);
  const centre = Array.from(
    { length: width },
    (_, dimension) =>
      shares.reduce((sum, share, item) => sum + share * (items.data[item * width + dimension] ?? 0), 0) / total,
  );
  const covariance = centre.map((_, i) =>
    centre.map((_, j) => {
      // In one order for (i, j) and (j, i), or rounding would make the matrix uneven.
      const [row, column] = [Math.max(i, j), Math.min(i, j)];
      const moment = shares.reduce((sum, share, item) => {
        const [a, b] = [row, column].map((k) => (items.data[item * width + k] ?? 0) - (centre[k] ?? 0));
        return sum + share * (a ?? 0) * (b ?? 0);
      }, 0);
      return moment / total + (i === j ? floor : 0);
    }),
  );
  return { mean: centre, covariance };
}

/** Centres far from each other, each with the covariance of all items. */
function initialComponents(items: Arrays, count: number, random: Random, floor: number): MixtureComponent[] {
  const width = widthOf(items);
  const { covariance } = weightedGaussian(items, new Float64Array(items.count).fill(1), items.count, floor);
  const chosen = [random.int(items.count)];
  const nearest = new Float64Array(items.count).fill(Number.POSITIVE_INFINITY);
  while (chosen.length < count) {
    const last = chosen.at(-1) ?? 0;
    for (let item = 0; item < items.count; item++) {
      nearest[item] = Math.min(nearest[item] ?? 0, squaredDistance(items, item, items, last, width));
    }
    chosen.push(draw(nearest, random));
  }
  // Narrower than all items together, or every component would begin with the same share of each.
  const narrow = covariance.map((row) => row.map((value) => value / count));
  return chosen.map((item) => ({
    weight: 1 / count,
    mean: [...items.data.subarray(item * width, (item + 1) * width)],
    covariance: narrow,
  }));
}

/** `log (weight · N(x; mean, covariance))` of each item, through the Cholesky factor: `‖L⁻¹ (x − μ)‖²` and `log det = 2 Σ log Lᵢᵢ`. */
function componentLogDensity(items: Arrays, { weight, mean, covariance }: MixtureComponent): Float64Array {
  const width = widthOf(items);
  const root = choleskyOf(covariance).lowerTriangularMatrix.to2DArray();
  const logDeterminant = root.reduce((sum, row, index) => sum + 2 * Math.log(row[index] ?? 1), 0);
  const constant = Math.log(weight) - 0.5 * (width * Math.log(2 * Math.PI) + logDeterminant);
  const solved = new Float64Array(width);
  return Float64Array.from({ length: items.count }, (_, item) => {
    let distance = 0;
    for (let row = 0; row < width; row++) {
      let value = (items.data[item * width + row] ?? 0) - (mean[row] ?? 0);
      for (let column = 0; column < row; column++) value -= (root[row]?.[column] ?? 0) * (solved[column] ?? 0);
      value /= root[row]?.[row] ?? 1;
      solved[row] = value;
      distance += value * value;
    }
    return constant - 0.5 * distance;
  });
}

const choleskyOf = (covariance: readonly (readonly number[])[]): CholeskyDecomposition =>
  new CholeskyDecomposition(new Matrix(covariance.map((row) => [...row])));

/** An index, each as likely as its weight says. */
function draw(weights: ArrayLike<number>, random: Random): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index] ?? 0;
  let left = random.next() * total;
  for (let index = 0; index < weights.length; index++) {
    left -= weights[index] ?? 0;
    if (left < 0) return index;
  }
  return weights.length - 1;
}

function logSumExp(values: readonly number[]): number {
  const largest = Math.max(...values);
  return largest === Number.NEGATIVE_INFINITY
    ? largest
    : largest + Math.log(values.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

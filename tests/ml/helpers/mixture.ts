import type { Arrays } from '@/ml/arrays';
import { perRow } from '@/ml/diffusion/batch';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import type { Level } from '@/ml/diffusion/levels';
import type { Prediction } from '@/ml/diffusion/parameterisation';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';

/** A mixture of round normal distributions: data of which the best denoiser is known in closed form. */
export interface Mixture {
  readonly weights: readonly number[];
  readonly means: readonly (readonly number[])[];
  readonly deviations: readonly number[];
}

export const normal: Mixture = { weights: [1], means: [[0.7, -0.3]], deviations: [0.4] };
export const twoHills: Mixture = {
  weights: [0.3, 0.7],
  means: [
    [-1, -0.5],
    [0.8, 0.6],
  ],
  deviations: [0.2, 0.3],
};

/**
 * The best denoiser: the mean of ε, x₀, v, or a flow's velocity, given noised data. Labels choose a component; a label
 * past them knows none. Nothing is divided by signal or noise.
 */
export function bestDenoiser(
  mixture: Mixture,
  kind: Prediction | 'velocity',
  levelOf: (time: number) => Pick<Level, 'signal' | 'noise'>,
): Denoiser {
  return (x, times, labels) =>
    tf.tidy(() => {
      const levels = Array.from(times.dataSync(), levelOf);
      const classes = labels?.dataSync();
      const [signal, noise] = [
        perRow(
          levels.map((l) => l.signal),
          2,
        ),
        perRow(
          levels.map((l) => l.noise),
          2,
        ),
      ];
      const components = mixture.weights.map((weight, k) => {
        const deviation = mixture.deviations[k] ?? 1;
        const mean = tf.tensor2d([[...(mixture.means[k] ?? [])]]);
        const variance = tf.add(tf.mul(tf.square(signal), deviation ** 2), tf.square(noise));
        const off = tf.sub(x, tf.mul(signal, mean));
        const distance = tf.div(tf.sum(tf.square(off), 1, true), tf.mul(variance, 2));
        const chosen = levels.map((_, row) => {
          const label = classes?.[row] ?? mixture.weights.length;
          return label >= mixture.weights.length || label === k ? 0 : -1e9;
        });
        const size = x.shape[1] ?? 0;
        const logit = tf.sub(Math.log(weight), tf.add(distance, tf.mul(tf.log(variance), size / 2)));
        return {
          logit: tf.add(logit, perRow(chosen, 2)),
          clean: tf.add(mean, tf.mul(off, tf.div(tf.mul(signal, deviation ** 2), variance))),
          epsilon: tf.mul(off, tf.div(noise, variance)),
        };
      });
      const shares = tf.split(
        tf.softmax(
          tf.concat(
            components.map(({ logit }) => logit),
            1,
          ),
        ),
        components.length,
        1,
      );
      const averaged = (of: 'clean' | 'epsilon') =>
        components
          .map((component, k) => tf.mul(component[of], shares[k] ?? 0))
          .reduce((sum: tf.Tensor, each) => tf.add(sum, each));
      const [clean, epsilon] = [averaged('clean'), averaged('epsilon')];
      if (kind === 'x0') return clean;
      if (kind === 'epsilon') return epsilon;
      return kind === 'velocity' ? tf.sub(epsilon, clean) : tf.sub(tf.mul(epsilon, signal), tf.mul(clean, noise));
    });
}

/** Items of a mixture, with their components as labels. */
export function mixtureData({ weights, means, deviations }: Mixture, count: number, seed: number): Arrays {
  const random = createRandom(seed);
  const labels = Int32Array.from({ length: count }, () => {
    const uniform = random.next();
    let sum = 0;
    for (const [k, weight] of weights.entries()) {
      sum += weight;
      if (uniform < sum) return k;
    }
    return weights.length - 1;
  });
  const rows = Array.from(labels, (label) =>
    (means[label] ?? []).map((mean) => mean + (deviations[label] ?? 1) * random.normal()),
  );
  const shape = [means[0]?.length ?? 0];
  return { shape, count, data: Float32Array.from(rows.flat()), labels, classes: weights.map(String) };
}

/** Mean and covariance, row-major. */
export interface Moments {
  readonly mean: number[];
  readonly covariance: number[];
}

export function momentsOf(x: tf.Tensor): Moments {
  const [rows = 0, size = 0] = x.shape;
  const values = x.dataSync();
  const at = (row: number, column: number) => values[row * size + column] ?? Number.NaN;
  const columns = Array.from({ length: size }, (_, column) => column);
  const average = (f: (row: number) => number) => {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += f(row);
    return sum / rows;
  };
  const mean = columns.map((column) => average((row) => at(row, column)));
  const covariance = columns.flatMap((a) =>
    columns.map((b) => average((row) => (at(row, a) - (mean[a] ?? 0)) * (at(row, b) - (mean[b] ?? 0)))),
  );
  return { mean, covariance };
}

export function momentsOfMixture({ weights, means, deviations }: Mixture): Moments {
  const columns = (means[0] ?? []).map((_, column) => column);
  const average = (f: (k: number) => number) => weights.reduce((sum, weight, k) => sum + weight * f(k), 0);
  const mean = columns.map((column) => average((k) => means[k]?.[column] ?? 0));
  const off = (k: number, column: number) => (means[k]?.[column] ?? 0) - (mean[column] ?? 0);
  const covariance = columns.flatMap((a) =>
    columns.map((b) => average((k) => off(k, a) * off(k, b) + (a === b ? (deviations[k] ?? 0) ** 2 : 0))),
  );
  return { mean, covariance };
}

import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { gaussianNoise } from '@/ml/functions/noise';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { divergence, importanceWeightedBound, klWeightAt, negativeElbo } from '@/ml/vae/elbo';
import { klToStandardNormal, reparameterise } from '@/ml/vae/gaussian';
import {
  bernoulliLogLikelihood,
  discretisedLogisticLogLikelihood,
  gaussianLogLikelihood,
  levelsToUnit,
} from '@/ml/vae/likelihood';
import { expectClose, expectGradient, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const numberOf = (tensor: tf.Tensor): number => tensor.dataSync()[0] ?? Number.NaN;

describe('a Gaussian', () => {
  test('diverges from the standard normal as its closed form says, and as draws from it do', () => {
    tf.tidy(() => {
      const [mean, logVariance] = [tf.tensor1d([0, 1, -2]), tf.tensor1d([0, Math.log(0.25), Math.log(4)])];
      const closed = [0, 0.5 * (1 + 0.25 - 1 + Math.log(4)), 0.5 * (4 + 4 - 1 - Math.log(4))];
      expectClose(klToStandardNormal(mean, logVariance), closed);

      const count = 200_000;
      const z = reparameterise(mean, logVariance, gaussianNoise([count, 3], createRandom(1)));
      const rows = (x: tf.Tensor) => tf.reshape(x, [count * 3, 1]);
      const spread = (x: tf.Tensor) => rows(tf.mul(tf.ones([count, 1]), x));
      const posterior = gaussianLogLikelihood(rows(z), spread(mean), spread(logVariance));
      const prior = gaussianLogLikelihood(rows(z), tf.zeros([1]), 0);
      expectClose(tf.mean(tf.reshape(tf.sub(posterior, prior), [count, 3]), 0), closed, 0.02);
    });
  });

  test('has gradients, through its draws too', () => {
    tf.tidy(() => {
      const inputs = [noise(1, [2, 3]), noise(2, [2, 3])];
      expectGradient(inputs, (mean = tf.scalar(0), logVariance = mean) => klToStandardNormal(mean, logVariance));
      expectGradient(inputs, (mean = tf.scalar(0), logVariance = mean) =>
        reparameterise(mean, logVariance, noise(3, [2, 3])),
      );
    });
  });
});

describe('log-likelihoods in nats an item', () => {
  test('of coins are their logarithms, however sure the decoder is', () => {
    tf.tidy(() => {
      const x = tf.tensor2d([[1, 0, 1]]);
      const logits = tf.tensor2d([[0, 2, -3]]);
      const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
      expectClose(bernoulliLogLikelihood(x, logits), [
        Math.log(0.5) + Math.log(1 - sigmoid(2)) + Math.log(sigmoid(-3)),
      ]);
      expectClose(bernoulliLogLikelihood(tf.tensor2d([[1, 0]]), tf.tensor2d([[500, 500]])), [-500]);
    });
  });

  test('of Gaussians are their densities, with one deviation or with many', () => {
    tf.tidy(() => {
      const [x, mean] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[0, 0]])];
      const density = (d: number, variance: number) => -0.5 * ((d * d) / variance + Math.log(2 * Math.PI * variance));
      expectClose(gaussianLogLikelihood(x, mean, Math.log(4)), [density(1, 4) + density(2, 4)]);
      expectClose(gaussianLogLikelihood(x, mean, tf.log(tf.tensor2d([[1, 9]]))), [density(1, 1) + density(2, 9)]);
    });
  });

  test.each([
    [0, -1],
    [0.9, -4],
    [-1.5, -2],
    [0.1, -7.5],
  ])('of a logistic (mean %d, log-scale %d) add up to 1 over all bytes', (mean, logScale) => {
    tf.tidy(() => {
      const bytes = levelsToUnit(tf.range(0, 256, 1, 'int32'), 256).expandDims(1);
      const logs = discretisedLogisticLogLikelihood(bytes, tf.tensor1d([mean]), tf.tensor1d([logScale]), 256);
      expect(logs.shape).toEqual([256]);
      expect(numberOf(tf.sum(tf.exp(logs)))).toBeCloseTo(1, 3);
    });
  });

  test('of a logistic are the differences of its distribution function, and finite far from its mean', () => {
    tf.tidy(() => {
      const cdf = (x: number) => 1 / (1 + Math.exp(-x));
      const [scale, half] = [Math.exp(-1.5), 1 / 255];
      const x = levelsToUnit(tf.tensor2d([[0], [100], [255]], undefined, 'int32'), 256);
      const [first = 0, middle = 0, last = 0] = x.dataSync();
      const at = (value: number) => (value - 0.2) / scale;
      expectClose(
        discretisedLogisticLogLikelihood(x, tf.scalar(0.2), tf.scalar(-1.5), 256),
        [
          Math.log(cdf(at(first + half))),
          Math.log(cdf(at(middle + half)) - cdf(at(middle - half))),
          Math.log(1 - cdf(at(last - half))),
        ],
        1e-3,
      );
      const far = discretisedLogisticLogLikelihood(tf.tensor2d([[0.9]]), tf.scalar(-1), tf.scalar(-6), 256);
      const inner = (1.9 / Math.exp(-6)) * -1;
      expect(numberOf(far)).toBeCloseTo(inner + 6 + Math.log(2 / 255), 0);
      expectGradient(
        [tf.tensor2d([[0.3, -0.9]]), tf.tensor2d([[-2, -3]])],
        (mean = tf.scalar(0), logScale = mean) =>
          discretisedLogisticLogLikelihood(
            levelsToUnit(tf.tensor2d([[30, 0]], undefined, 'int32'), 256),
            mean,
            logScale,
            256,
          ),
        { h: 2e-3, tolerance: 2e-2 },
      );
    });
  });
});

describe('the evidence bound', () => {
  // z ~ N(0, 1), x | z ~ N(z, 1): p(x) = N(0, 2) and p(z | x) = N(x/2, 1/2) are known.
  const evidence = (x: number) => -0.5 * (x * x * 0.5 + Math.log(2 * Math.PI * 2));
  const bounds = (x: number, mean: number, variance: number, draws: number) => {
    const given = [tf.fill([draws, 1], mean), tf.fill([draws, 1], Math.log(variance))] as const;
    const z = reparameterise(...given, gaussianNoise([draws, 1], createRandom(3)));
    const likelihood = gaussianLogLikelihood(tf.fill([draws, 1], x), z, 0);
    const prior = gaussianLogLikelihood(z, tf.zeros([1]), 0);
    const posterior = gaussianLogLikelihood(z, ...given);
    return { likelihood, weights: tf.sub(tf.add(likelihood, prior), posterior), kl: klToStandardNormal(...given) };
  };

  test('is the evidence where the posterior is the true one, and below it where it is not', () => {
    tf.tidy(() => {
      const tight = bounds(1.4, 0.7, 0.5, 50_000);
      expect(numberOf(negativeElbo(tight.likelihood, tight.kl))).toBeCloseTo(-evidence(1.4), 1);
      const loose = bounds(1.4, 0, 1, 50_000);
      // The gap is the divergence of the two posteriors.
      const gap = 0.5 * (1 / 0.5 + 0.7 ** 2 / 0.5 - 1 + Math.log(0.5));
      expect(numberOf(negativeElbo(loose.likelihood, loose.kl))).toBeCloseTo(gap - evidence(1.4), 1);
    });
  });

  test('comes closer to it with more weighted draws', () => {
    tf.tidy(() => {
      const bound = (draws: number) => {
        const { weights } = bounds(1.4, 0, 1, 20_000);
        return numberOf(tf.mean(importanceWeightedBound(tf.reshape(weights, [draws, -1]))));
      };
      const [one, ten, many] = [bound(1), bound(10), bound(1000)];
      expect(one).toBeLessThan(ten);
      expect(ten).toBeLessThan(many);
      expect(many).toBeCloseTo(evidence(1.4), 1);
    });
  });

  test('weighs the divergence by beta, and gives each dimension its free nats on average over the batch', () => {
    tf.tidy(() => {
      const kl = tf.tensor2d([
        [0.1, 2],
        [0.5, 4],
      ]);
      const likelihood = tf.tensor1d([-10, -20]);
      expect(numberOf(negativeElbo(likelihood, kl))).toBeCloseTo(15 + 3.3, 5);
      expect(numberOf(negativeElbo(likelihood, kl, { beta: 4 }))).toBeCloseTo(15 + 4 * 3.3, 4);
      expect(numberOf(negativeElbo(likelihood, kl, { freeBits: 0.5 }))).toBeCloseTo(15 + 0.5 + 3, 5);
      const { gradients } = valueAndGradients(() => divergence(kl, 0.5), [kl]);
      expectClose(gradients[0] ?? kl, [0, 0.5, 0, 0.5]);
    });
  });

  test('warms up to beta and stays there', () => {
    expect([0, 50, 100, 500].map((step) => klWeightAt(step, 100, 2))).toEqual([0, 1, 2, 2]);
    expect(klWeightAt(0, 0)).toBe(1);
  });
});

test('none of it leaves a tensor behind', () => {
  const inputs = [noise(1, [2, 3]), noise(2, [2, 3])];
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const [mean = tf.scalar(0), logVariance = mean] = inputs;
    return valueAndGradients(() => {
      const z = reparameterise(mean, logVariance, gaussianNoise([2, 3], createRandom(1)));
      const x = levelsToUnit(tf.ones([2, 3]), 256);
      const likelihood = tf.add(gaussianLogLikelihood(x, z, 0), discretisedLogisticLogLikelihood(x, z, z, 256));
      return negativeElbo(likelihood, klToStandardNormal(mean, logVariance), { freeBits: 1 });
    }, inputs).value.dataSync();
  });
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose(inputs);
});

import '@tensorflow/tfjs-backend-cpu';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { beforeAll, describe, expect, test } from 'vitest';
import { linear } from '@/ml/functions/linear';
import { type Critic, gradientNorms, gradientPenalty, r1Penalty } from '@/ml/gan/gradient-penalty';
import { ganLosses } from '@/ml/gan/losses';
import { minibatchDeviation } from '@/ml/gan/minibatch-deviation';
import { initialDirection, spectralNorm, spectralNormalise } from '@/ml/gan/spectral-norm';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose, noise, noiseValues } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const numberOf = (tensor: tf.Tensor): number => tensor.dataSync()[0] ?? Number.NaN;

describe('losses', () => {
  test('are those of their papers', () => {
    tf.tidy(() => {
      const [real, fake] = [tf.tensor2d([[2], [-1]]), tf.tensor2d([[0.5], [-3]])];
      const mean = (f: (s: number) => number, of: number[]) => of.reduce((sum, s) => sum + f(s), 0) / of.length;
      const [r, f] = [
        [2, -1],
        [0.5, -3],
      ];
      const sigmoid = (s: number) => 1 / (1 + Math.exp(-s));
      const wanted = {
        'non-saturating': [
          -mean((s) => Math.log(sigmoid(s)), r) - mean((s) => Math.log(1 - sigmoid(s)), f),
          -mean((s) => Math.log(sigmoid(s)), f),
        ],
        'least-squares': [
          0.5 * mean((s) => (s - 1) ** 2, r) + 0.5 * mean((s) => s * s, f),
          0.5 * mean((s) => (s - 1) ** 2, f),
        ],
        hinge: [mean((s) => Math.max(0, 1 - s), r) + mean((s) => Math.max(0, 1 + s), f), -mean((s) => s, f)],
        wasserstein: [mean((s) => s, f) - mean((s) => s, r), -mean((s) => s, f)],
      };
      for (const [name, loss] of Object.entries(ganLosses)) {
        const [critic = 0, generator = 0] = wanted[name as keyof typeof wanted];
        expect(numberOf(loss.critic(real, fake)), name).toBeCloseTo(critic, 5);
        expect(numberOf(loss.generator(fake)), name).toBeCloseTo(generator, 5);
      }
      expect(numberOf(ganLosses['non-saturating'].generator(tf.tensor1d([-400])))).toBeCloseTo(400, 2);
    });
  });
});

describe('gradient penalties', () => {
  const [real, fake] = [noiseValues(1, 12), noiseValues(2, 12)];
  const items = (values: Float32Array) => tf.tensor2d(values, [4, 3]);

  test('of a linear critic are what its weight says, and pull the weight as the closed form does', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const weight = tf.tensor2d([[1], [2], [-2]]); // of length 3
      const of = (penalty: (critic: Critic) => tf.Scalar) =>
        valueAndGradients(() => penalty((x) => linear(x, weight, tf.tensor1d([7]))), [weight]);
      const wgan = of((critic) => gradientPenalty(critic, items(real), items(fake), createRandom(1)));
      expect(numberOf(wgan.value)).toBeCloseTo(4, 4);
      // ∂(‖w‖ − 1)²/∂w = 2 (‖w‖ − 1) w / ‖w‖
      expectClose(
        wgan.gradients[0] ?? weight,
        [1, 2, -2].map((w) => (2 * 2 * w) / 3),
        1e-4,
      );
      const r1 = of((critic) => r1Penalty(critic, items(real)));
      expect(numberOf(r1.value)).toBeCloseTo(4.5, 4);
      expectClose(r1.gradients[0] ?? weight, [1, 2, -2], 1e-4);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  const activations: [string, (x: tf.Tensor) => tf.Tensor][] = [
    ['tanh', tf.tanh],
    ['leaky ReLU', (x) => tf.leakyRelu(x, 0.2)],
    ['softplus', tf.softplus],
  ];
  test.each(activations)('of a network with %s have gradients that are their slopes', (_, activation) => {
    tf.tidy(() => {
      const shapes = [[3, 6], [6], [6, 5], [5], [5, 1]];
      const stored = shapes.map((shape, index) => noiseValues(index + 10, tf.util.sizeFromShape(shape), 0.7));
      const lossOf = (weights: readonly tf.Tensor[]) => {
        const [w1, b1, w2, b2, w3] = weights;
        if (!w1 || !w2 || !w3) throw new Error('no weights');
        const critic: Critic = (x) => linear(activation(linear(activation(linear(x, w1, b1)), w2, b2)), w3);
        const scores = ganLosses.wasserstein.critic(critic(items(real)), critic(items(fake)));
        const penalty = gradientPenalty(critic, items(real), items(fake), createRandom(1));
        return tf.add(tf.add(scores, tf.mul(10, penalty)), r1Penalty(critic, items(real))).asScalar();
      };
      const weights = stored.map((values, index) => tf.tensor(values, shapes[index]));
      const { gradients } = valueAndGradients(() => lossOf(weights), weights);
      stored.forEach((values, which) => {
        // The bias of a piecewise linear layer moves no gradient until it moves a unit over its edge.
        const found = gradients[which]?.dataSync() ?? new Float32Array(values.length);
        for (let index = 0; index < values.length; index += 2) {
          const at = (delta: number) =>
            tf.tidy(() => {
              const moved = Float32Array.from(values);
              moved[index] = (values[index] ?? 0) + delta;
              return numberOf(lossOf(weights.map((w, i) => (i === which ? tf.tensor(moved, w.shape) : w))));
            });
          const slope = (at(1e-3) - at(-1e-3)) / 2e-3;
          expect(
            Math.abs((found[index] ?? Number.NaN) - slope),
            `${which}, ${index}: ${found[index]}, ${slope}`,
          ).toBeLessThan(0.05 + 0.01 * Math.abs(slope));
        }
      });
    });
  });

  test('reach a convolutional critic’s filters', () => {
    tf.tidy(() => {
      const filter = tf.tensor4d(noiseValues(3, 18), [3, 3, 1, 2]);
      const pictures = tf.tensor4d(noiseValues(4, 32), [2, 4, 4, 1]);
      const critic: Critic = (x) =>
        tf.sum(tf.leakyRelu(tf.conv2d(tf.reshape(x, [2, 4, 4, 1]) as tf.Tensor4D, filter, 2, 'same'), 0.2), [1, 2, 3]);
      const { gradients } = valueAndGradients(() => r1Penalty(critic, pictures), [filter]);
      // R1 of a critic without biases grows with the square of its filter: ⟨gradient, filter⟩ is twice its value.
      const value = numberOf(r1Penalty(critic, pictures));
      expect(numberOf(tf.sum(tf.mul(gradients[0] ?? 0, filter)))).toBeCloseTo(2 * value, 2);
    });
  });

  test('a critic that is flat has a penalty with a finite gradient, and one that does not look says so', () => {
    tf.tidy(() => {
      const weight = tf.zeros([3, 1]);
      const { value, gradients } = valueAndGradients(
        () => gradientPenalty((x) => linear(x, weight), items(real), items(fake), createRandom(1)),
        [weight],
      );
      expect(numberOf(value)).toBeCloseTo(1, 4);
      expectClose(gradients[0] ?? weight, [0, 0, 0]);
      expect(() => gradientNorms(() => tf.zeros([4]), items(real))).toThrow('does not depend');
    });
  });
});

describe('minibatch deviation', () => {
  test('is one more channel with the mean deviation over each item’s group', () => {
    tf.tidy(() => {
      const x = tf.tensor2d([
        [1, 0],
        [5, 5],
        [3, 0],
        [5, 9],
      ]);
      const y = minibatchDeviation(x, 2);
      // Items 0 and 2 are a group, and 1 and 3.
      expectClose(y, [1, 0, 0.5, 5, 5, 1, 3, 0, 0.5, 5, 9, 1], 1e-3);
      expect(minibatchDeviation(noise(1, [6, 2, 2, 3]), 4).shape).toEqual([6, 2, 2, 4]);
    });
  });

  test('is next to nothing where all items are alike', () => {
    tf.tidy(() => {
      const y = minibatchDeviation(tf.ones([4, 3]));
      expect(numberOf(tf.max(tf.slice(y, [0, 3], [4, 1])))).toBeLessThan(1e-3);
    });
  });
});

describe('spectral normalisation', () => {
  const values = noiseValues(1, 24);
  const largest = Math.max(...new SingularValueDecomposition(Matrix.from1DArray(6, 4, [...values])).diagonal);

  test('finds the largest singular value, at once or one iteration a step', () => {
    const weight = tf.tensor2d(values, [6, 4]);
    let direction = initialDirection(createRandom(1), 4);
    expect(numberOf(spectralNorm(weight, direction, 50))).toBeCloseTo(largest, 4);
    const before = tf.memory().numTensors;
    for (let step = 0; step < 50; step++) {
      const next = tf.tidy(() => spectralNormalise(weight, direction).direction);
      direction.dispose();
      direction = next;
    }
    expect(tf.memory().numTensors).toBe(before);
    tf.tidy(() => {
      const { weight: normed } = spectralNormalise(weight, direction, 0);
      expectClose(
        normed,
        values.map((value) => value / largest),
        1e-4,
      );
      const filter = spectralNormalise(tf.reshape(weight, [3, 2, 1, 4]), direction).weight;
      expect(filter.shape).toEqual([3, 2, 1, 4]);
    });
  });

  test('passes gradients through the estimate', () => {
    tf.tidy(() => {
      const weight = tf.tensor2d(values, [6, 4]);
      const direction = initialDirection(createRandom(1), 4);
      const { gradients } = valueAndGradients(
        () => tf.sum(tf.mul(spectralNormalise(weight, direction, 50).weight, noise(2, [6, 4]))).asScalar(),
        [weight],
      );
      // A normed weight does not change with its size: the gradient is at a right angle to it.
      expect(numberOf(tf.sum(tf.mul(gradients[0] ?? 0, weight)))).toBeCloseTo(0, 3);
      expect(numberOf(tf.norm(gradients[0] ?? tf.scalar(0)))).toBeGreaterThan(0.1);
    });
  });
});

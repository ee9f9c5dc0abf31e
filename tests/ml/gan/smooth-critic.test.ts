import '@tensorflow/tfjs-backend-cpu';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { beforeAll, expect, test } from 'vitest';
import { spectralWeights } from '@/ml/gan/spectral-weights';
import type { Network } from '@/ml/network';
import { adamw } from '@/ml/optimisers/adamw';
import { withinLimit } from '@/ml/optimisers/within-limit';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const parameters = [
  { name: 'weight', shape: [12, 7] },
  { name: 'filter', shape: [3, 3, 2, 5] },
  { name: 'bias', shape: [7] },
  { name: 'classes.weight', shape: [3, 7] },
];
const network: Network = {
  operations: [{ id: 'a', layer: 'any', params: {}, inputs: ['input'], shape: ['B', 7], parameters }],
  output: 'a',
};

const largestOf = (weight: tf.Tensor): number => {
  const outputs = weight.shape.at(-1) ?? 1;
  const rows = Matrix.from1DArray(weight.size / outputs, outputs, [...weight.dataSync()]);
  return Math.max(...new SingularValueDecomposition(rows).diagonal);
};

test('matrices and filters come to a largest singular value of 1; biases and tables of classes, which begin at 0, are left', () => {
  tf.tidy(() => {
    const weights = {
      'a.weight': noise(1, [12, 7]),
      'a.filter': noise(2, [3, 3, 2, 5]),
      'a.bias': noise(3, [7]),
      'a.classes.weight': tf.zeros([3, 7]),
    };
    const normed = spectralWeights(network, weights, 60);
    const inSteps = spectralWeights(network, weights);
    for (const key of ['a.weight', 'a.filter'] as const) {
      const [weight, own, quick] = [weights[key], normed[key], inSteps[key]];
      if (!own || !quick) throw new Error(`there is no ${key}`);
      expect(largestOf(own)).toBeCloseTo(1, 4);
      expectClose(tf.mul(own, largestOf(weight)), weight.dataSync(), 1e-4);
      // As many iterations as a training does leave it a few per cent off.
      expect(Math.abs(largestOf(quick) - 1)).toBeLessThan(0.05);
    }
    for (const key of ['a.bias', 'a.classes.weight'] as const) expect(normed[key]).toBe(weights[key]);
  });
});

test('a normed weight does not grow with the weight, so along it the gradient is 0', () => {
  tf.tidy(() => {
    const weight = noise(4, [12, 7]);
    const to = noise(5, [12, 7]);
    const { gradients } = valueAndGradients(() => {
      const normed = spectralWeights(network, { 'a.weight': weight })['a.weight'];
      return tf.sum(tf.mul(normed ?? weight, to)).asScalar();
    }, [weight]);
    const [gradient] = gradients;
    if (!gradient) throw new Error('there is no gradient');
    const along = tf.sum(tf.mul(gradient, weight)).dataSync()[0];
    expect(along).toBeCloseTo(0, 4);
    expect(Math.max(...tf.abs(gradient).dataSync())).toBeGreaterThan(0.01);
  });
});

test('clipped weights stay within the limit after each update, and otherwise move as the optimiser says', () => {
  tf.tidy(() => {
    const plain = adamw({ beta1: 0, beta2: 0.9, epsilon: 1e-8, weightDecay: 0 });
    const weights = tf.tensor1d([0.02, -0.5, 0.0999, 0.05]);
    const gradient = tf.tensor1d([1, 1, -1, 0]);
    const moments = Object.fromEntries(plain.moments.map((name) => [name, tf.zeros([4])]));
    const input = { weights, gradient, moments, decays: false, learningRate: 0.01, step: 1 };
    const free = plain.update(input);
    const held = withinLimit(plain, 0.1).update(input);
    expectClose(
      held.weights,
      free.weights.dataSync().map((value) => Math.max(-0.1, Math.min(0.1, value))),
      1e-6,
    );
    expectClose(held.weights, [0.01, -0.1, 0.1, 0.05], 1e-4);
    for (const name of plain.moments)
      expectClose(held.moments[name] ?? weights, [...(free.moments[name]?.dataSync() ?? [])]);
  });
});

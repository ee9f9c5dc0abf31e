import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Weights } from '@/ml/network';
import { createOptimiser } from '@/ml/optimisers';
import { bucketsOf, downloadFlat, flatten, unflatten, uploadFlat } from '@/ml/optimisers/buckets';
import type { Optimiser } from '@/ml/optimisers/optimiser';
import * as tf from '@/ml/tf';
import { expectClose, reference, tensorOf } from './helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The weights after each of the fixture's updates. */
function updates(optimiser: Optimiser, { weights, gradients, rates }: typeof reference, decays: boolean): tf.Tensor {
  let current = tensorOf(weights);
  let moments: Readonly<Record<string, tf.Tensor>> = {};
  const trace: tf.Tensor[] = [];
  tf.unstack(tensorOf(gradients)).forEach((gradient, index) => {
    const learningRate = rates[index];
    const next = optimiser.update({ weights: current, gradient, moments, learningRate, step: index + 1, decays });
    current = next.weights;
    moments = next.moments;
    trace.push(current);
  });
  return tf.stack(trace);
}

test('AdamW’s updates are those of the paper’s algorithm', () => {
  const { beta1, beta2, epsilon, weightDecay, after } = reference.adamw;
  const optimiser = createOptimiser({ kind: 'adamw', beta1, beta2, epsilon, weightDecay });
  expectClose(updates(optimiser, reference.adamw, true), after.data, 1e-6);
});

test('weight decay leaves alone what does not decay: there AdamW is Adam', () => {
  const { beta1, beta2, epsilon, weightDecay } = reference.adamw;
  const adam = updates(createOptimiser({ kind: 'adam', beta1, beta2, epsilon }), reference.adamw, true);
  const adamw = updates(createOptimiser({ kind: 'adamw', beta1, beta2, epsilon, weightDecay }), reference.adamw, false);
  expectClose(adamw, adam.dataSync(), 0);
});

test('gradient descent with momentum gives what numpy gives', () => {
  const { momentum, after } = reference.sgd;
  expectClose(updates(createOptimiser({ kind: 'sgd', momentum }), reference.sgd, true), after.data, 1e-6);
});

test('parameters go into flat buckets and come out as they were; only matrices decay', async () => {
  const array = (shape: number[], start: number) => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => start + index),
  });
  const weights: Weights = {
    matrix: array([2, 3], 0),
    bias: array([3], 10),
    huge: array([400, 400], 20),
    other: array([2, 2], 30),
  };
  const before = tf.memory().numTensors;
  const buckets = bucketsOf(weights);
  expect(buckets.flatMap(({ keys, decays }) => keys.map((key) => [key, decays]))).toEqual([
    ['matrix', true],
    ['huge', true],
    ['other', true],
    ['bias', false],
  ]);
  for (const bucket of buckets) {
    const flat = uploadFlat(bucket, Object.fromEntries(Object.entries(weights).map(([key, { data }]) => [key, data])));
    const parts = unflatten(flat, bucket);
    const again = flatten(bucket.keys.map((key) => parts[key] ?? tf.scalar(0)));
    for (const [key, value] of Object.entries(await downloadFlat(bucket, again))) expect(value).toEqual(weights[key]);
    tf.dispose([flat, again, ...Object.values(parts)]);
  }
  expect(tf.memory().numTensors).toBe(before);
});

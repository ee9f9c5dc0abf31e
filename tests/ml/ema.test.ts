import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { averageWeights, createEma, decayAt } from '@/ml/training/ema';
import { expectClose } from './helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const track = [3, -1, 4, 1, -5];

test('an average is that of the formula, on the backend as in plain data, and leaves nothing behind', async () => {
  const before = tf.memory().numTensors;
  const first = { a: tf.tensor1d([1, 2]), b: tf.tensor2d([[0]]) };
  const average = createEma(first, { decay: 0.9 });
  let plain = await average.download();
  tf.dispose(first);
  let wanted = 1;
  for (const value of track) {
    const now = { a: tf.tensor1d([value, 2]), b: tf.tensor2d([[0]]) };
    average.update(now);
    tf.dispose(now);
    const weights = {
      a: { shape: [2], data: Float32Array.of(value, 2) },
      b: { shape: [1, 1], data: Float32Array.of(0) },
    };
    plain = averageWeights(plain, weights, 0.9);
    wanted = 0.9 * wanted + 0.1 * value;
  }
  const found = await average.download();
  expectClose(found.a?.data ?? [], [wanted, 2], 1e-6);
  expectClose(plain.a?.data ?? [], [wanted, 2], 1e-6);
  expect(found.b?.shape).toEqual([1, 1]);
  average.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('an average is a copy of numbers: writing over the weights does not change it', async () => {
  const numbers = Float32Array.of(1, 2);
  const weights = { a: tf.tensor1d(numbers) };
  const average = createEma(weights, { decay: 0.5 });
  weights.a.dataSync().fill(9);
  expectClose((await average.download()).a?.data ?? [], [1, 2], 0);
  average.dispose();
});

test('while warming up, early averages follow at once', () => {
  const options = { decay: 0.999, warmup: true };
  expect([0, 10, 90].map((update) => decayAt(update, options))).toEqual([0.1, 11 / 20, 0.91]);
  expect(decayAt(1e6, options)).toBe(0.999);
  expect(decayAt(0, { decay: 0.999 })).toBe(0.999);
});

test('each update may have a share of its own: a teacher stays, and is then replaced', async () => {
  const average = createEma({ a: tf.scalar(1) }, { decay: (update) => (update === 1 ? 0 : 1) });
  const seen: number[] = [];
  for (const value of [2, 3, 4]) {
    average.update({ a: tf.scalar(value) });
    seen.push((await average.download()).a?.data[0] ?? Number.NaN);
  }
  expect(seen).toEqual([1, 3, 3]);
  expect(average.updates()).toBe(3);
  average.dispose();
});

test('weights that are missing are named', () => {
  const average = createEma({ a: tf.scalar(1) }, { decay: 0.9 });
  expect(() => average.update({})).toThrow('“a”');
  const plain = { a: { shape: [1], data: Float32Array.of(1) } };
  expect(() => averageWeights(plain, {}, 0.9)).toThrow('“a”');
  average.dispose();
});

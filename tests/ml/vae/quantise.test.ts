import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { nearestEntries, onSphere, perplexityOf, quantise } from '@/ml/vae/quantise';
import { expectClose, expectGradient, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('each vector is replaced by its nearest entry', () => {
  tf.tidy(() => {
    const codebook = noise(1, [7, 3]);
    const x = noise(2, [2, 4, 4, 3]);
    const { value, indices } = quantise(x, codebook);
    expect([value.shape, indices.shape, indices.dtype]).toEqual([[2, 4, 4, 3], [2, 4, 4], 'int32']);
    const entries = codebook.arraySync() as number[][];
    const rows = tf.reshape(x, [-1, 3]).arraySync() as number[][];
    const distance = (a: number[], b: number[]) => a.reduce((sum, one, i) => sum + (one - (b[i] ?? 0)) ** 2, 0);
    const wanted = rows.map((row) => {
      const distances = entries.map((entry) => distance(row, entry));
      return distances.indexOf(Math.min(...distances));
    });
    expect([...indices.dataSync()]).toEqual(wanted);
    expectClose(
      value,
      wanted.flatMap((index) => entries[index] ?? []),
      1e-5,
    );
  });
});

test('gradients pass straight through to the encoder, and the loss pulls each side by its share', () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const [x, codebook] = [
      tf.tensor2d([
        [1, 0],
        [4, 4],
      ]),
      tf.tensor2d([
        [0, 0],
        [5, 5],
        [-9, -9],
      ]),
    ];
    const passed = valueAndGradients(
      () =>
        tf
          .sum(
            tf.mul(quantise(x, codebook).value, [
              [1, 2],
              [3, 4],
            ]),
          )
          .asScalar(),
      [x, codebook],
    );
    expectClose(passed.gradients[0] ?? x, [1, 2, 3, 4]);
    for (const value of passed.gradients[1]?.dataSync() ?? []) expect(value).toBe(0);
    const pulled = valueAndGradients(() => quantise(x, codebook, 0.25).loss, [x, codebook]);
    // mean over 4 numbers of (x − e)²: 3/4, and a quarter of it again
    expect(pulled.value.dataSync()[0]).toBeCloseTo(0.75 * 1.25, 5);
    expectClose(pulled.gradients[0] ?? x, [0.125, 0, -0.125, -0.125]);
    expectClose(pulled.gradients[1] ?? x, [-0.5, 0, 0.5, 0.5, 0, 0]);
    expect([...nearestEntries(x, codebook).dataSync()]).toEqual([0, 1]);
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('perplexity counts entries that are used alike', () => {
  expect(perplexityOf([0, 1, 2, 3], 8)).toBeCloseTo(4, 10);
  expect(perplexityOf([5, 5, 5], 8)).toBeCloseTo(1, 10);
});

test('on the sphere each vector has a mean square of 1 and its direction, and gradients are its slopes', () => {
  tf.tidy(() => {
    expectClose(
      onSphere(
        tf.tensor2d([
          [3, 4],
          [0, -0.1],
        ]),
      ),
      [3 / Math.sqrt(12.5), 4 / Math.sqrt(12.5), 0, -Math.SQRT2],
      1e-4,
    );
    expectGradient([noise(1, [3, 4])], (x = tf.scalar(0)) => onSphere(x));
  });
});

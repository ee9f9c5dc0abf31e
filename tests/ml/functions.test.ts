import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeEach, describe, expect, test } from 'vitest';
import { alibiSlopes, attentionBias } from '@/ml/functions/attention-bias';
import { crossEntropy } from '@/ml/functions/cross-entropy';
import { dropoutMask } from '@/ml/functions/dropout';
import { embedding } from '@/ml/functions/embedding';
import { gelu } from '@/ml/functions/gelu';
import { layerNorm, rmsNorm } from '@/ml/functions/norms';
import { quarterTurn, rotaryAngles, rotate } from '@/ml/functions/rope';
import { silu } from '@/ml/functions/silu';
import { timeFeatures } from '@/ml/functions/time-features';
import { upsampleNearest } from '@/ml/functions/upsample';
import * as tf from '@/ml/tf';
import { expectClose, expectGradient, noise, reference, tensorOf } from './helpers/tensors';

const tables = (offset: number, count: number, width: number) => ({
  ...rotaryAngles(offset, count, width, 10_000),
  quarterTurn: quarterTurn(width),
});

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeEach(async () => {
    await tf.setBackend(backend);
  });

  test('upsampling repeats every pixel, and sends back to it what became of it, for each image of a batch', async () => {
    const x = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2, 1]);
    const weights = tf.reshape(tf.range(1, 33), [2, 4, 4, 1]);
    const up = upsampleNearest(x, 2);
    expect([...(await up.data())].slice(0, 8)).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
    const slope = tf.grad((one) => tf.sum(tf.mul(upsampleNearest(tf.reshape(one, [2, 2, 2, 1]), 2), weights)))(x);
    expect([...(await slope.data())]).toEqual([14, 22, 46, 54, 78, 86, 110, 118]);
    tf.dispose([x, weights, up, slope]);
  });

  test('GELU and SiLU give what numpy gives', () => {
    expectClose(gelu(tensorOf(reference.gelu.x)), reference.gelu.y.data);
    expectClose(silu(tensorOf(reference.silu.x)), reference.silu.y.data);
  });

  test('layer norm and RMS norm give what numpy gives', () => {
    const { x, weight, bias, y, epsilon } = reference.layerNorm;
    expectClose(layerNorm(tensorOf(x), tensorOf(weight), tensorOf(bias), epsilon), y.data);
    const rms = reference.rmsNorm;
    expectClose(rmsNorm(tensorOf(rms.x), tensorOf(rms.weight), rms.epsilon), rms.y.data);
  });

  test('cross-entropy and its gradient give what numpy gives', () => {
    const { logits, labels, loss, gradient } = reference.crossEntropy;
    const ids = tensorOf(labels, 'int32');
    expectClose(crossEntropy(tensorOf(logits), ids), [loss]);
    expectClose(tf.grad((x: tf.Tensor) => crossEntropy(x, ids))(tensorOf(logits)), gradient.data);
  });

  test('cross-entropy stays exact for logits that are very far apart', () => {
    const logits = tf.tensor2d([[500, 0, -500]]);
    expectClose(crossEntropy(logits, tf.tensor1d([1], 'int32')), [500]);
    expectClose(crossEntropy(logits, tf.tensor1d([0], 'int32')), [0]);
  });

  test('RoPE turns as complex numbers do', () => {
    const { x, y, offset } = reference.rope;
    const heads = tf.reshape(tensorOf(x), [-1, 3, 1, 8]);
    expectClose(rotate(heads, tables(offset, 3, 8)), y.data);
  });

  test('an embedding takes rows of its table, and adds gradients of rows that were taken twice', () => {
    const ids = tf.tensor2d(
      [
        [2, 0],
        [2, 1],
      ],
      undefined,
      'int32',
    );
    const table = noise(1, [4, 3]);
    expectClose(
      tf.slice(tf.reshape(embedding(table, ids), [4, 3]), [2, 0], [1, 3]),
      tf.slice(table, [2, 0], [1, 3]).dataSync(),
    );
    const gradient = tf.grad((t: tf.Tensor) => tf.sum(embedding(t, ids)))(table);
    expectClose(gradient, [1, 1, 1, 1, 1, 1, 2, 2, 2, 0, 0, 0]);
  });

  test.each<[string, number[][], (...x: tf.Tensor[]) => tf.Tensor]>([
    ['gelu', [[3, 5]], (x) => gelu(x ?? tf.scalar(0))],
    ['silu', [[3, 5]], (x) => silu(x ?? tf.scalar(0))],
    ['layer norm', [[2, 3, 6], [6], [6]], (x = tf.scalar(0), w = x, b = x) => layerNorm(x, w, b, 1e-5)],
    ['layer norm without bias', [[4, 6], [6]], (x = tf.scalar(0), w = x) => layerNorm(x, w, undefined, 1e-5)],
    ['RMS norm', [[2, 3, 6], [6]], (x = tf.scalar(0), w = x) => rmsNorm(x, w, 1e-5)],
    ['RoPE', [[2, 3, 2, 4]], (x = tf.scalar(0)) => rotate(x, tables(3, 3, 4))],
    ['embedding', [[5, 3]], (x = tf.scalar(0)) => embedding(x, tf.tensor2d([[4, 1, 4]], undefined, 'int32'))],
    [
      'cross-entropy',
      [[2, 3, 4]],
      (x = tf.scalar(0)) =>
        crossEntropy(
          x,
          tf.tensor2d(
            [
              [0, 3, 1],
              [2, 2, 0],
            ],
            undefined,
            'int32',
          ),
        ),
    ],
  ])('the gradient of %s is its slope', (_name, shapes, f) => {
    tf.tidy(() =>
      expectGradient(
        shapes.map((shape, index) => noise(index + 1, shape)),
        f,
      ),
    );
  });
});

test('RoPE scores depend on the distance of positions only', async () => {
  await tf.setBackend('cpu');
  const [query, key] = [noise(1, [1, 1, 1, 8]), noise(2, [1, 1, 1, 8])];
  const score = (at: number, other: number) =>
    tf.sum(tf.mul(rotate(query, tables(at, 1, 8)), rotate(key, tables(other, 1, 8)))).dataSync()[0] ?? Number.NaN;
  for (const shift of [1, 10, 100]) expect(score(7 + shift, 3 + shift)).toBeCloseTo(score(7, 3), 4);
  expect(Math.abs(score(7, 3) - score(8, 3))).toBeGreaterThan(1e-3);
});

test('ALiBi has the published slopes for 8 heads, and for 12, which is no power of two', () => {
  expect(alibiSlopes(8)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((power) => 2 ** -power));
  const twelve = [
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((power) => 2 ** -power),
    ...[0.5, 1.5, 2.5, 3.5].map((power) => 2 ** -power),
  ];
  expectClose(alibiSlopes(12), twelve, 1e-12);
});

test('ALiBi takes off the slope for each token between, and causality hides what comes later', async () => {
  await tf.setBackend('cpu');
  const bias = attentionBias(3, 3, true, [0.5])?.();
  expect([...(bias?.dataSync() ?? [])].map((value) => (value < -1e8 ? 'hidden' : Math.abs(value)))).toEqual([
    0,
    'hidden',
    'hidden',
    0.5,
    0,
    'hidden',
    1,
    0.5,
    0,
  ]);
  expect(attentionBias(1, 9, true, [])).toBeUndefined();
});

test('dropout drops the given share, keeps the mean, and is a function of its seed', () => {
  const mask = dropoutMask(100_000, 0.2, 7);
  const dropped = mask.filter((value) => value === 0).length;
  expect(dropped / mask.length).toBeCloseTo(0.2, 2);
  expect(mask.reduce((sum, value) => sum + value, 0) / mask.length).toBeCloseTo(1, 2);
  expect(dropoutMask(100, 0.2, 7)).toEqual(mask.slice(0, 100));
  expect(dropoutMask(100, 0.2, 8)).not.toEqual(mask.slice(0, 100));
});

test('the features of two times are the more alike the nearer they are, so that what is learned at one holds beside it', async () => {
  await tf.setBackend('cpu');
  const width = 64;
  const features = await timeFeatures(tf.tensor1d([0.5, 0.51, 0.6, 0.9]), width).data<'float32'>();
  const alike = (row: number) =>
    features.slice(0, width).reduce((sum, value, index) => sum + value * (features[row * width + index] ?? 0), 0) /
    (width / 2);
  expect(alike(0)).toBeCloseTo(1, 5);
  expect(alike(1)).toBeGreaterThan(0.98);
  expect(alike(2)).toBeLessThan(0.7);
  expect(alike(2)).toBeGreaterThan(alike(3));
});

import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as core from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import * as tf from '@/ml/tf';

test.each(['cpu', 'wasm'])('gradients and chained ops are there on %s, on one engine', async (backend) => {
  expect(await tf.setBackend(backend)).toBe(true);
  const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(x, x)))(tf.tensor1d([1, 2, 3]));
  expect([...(await gradient.data())]).toEqual([2, 4, 6]);
  expect(typeof gradient.add).toBe('function');
  expect(core.engine()).toBe(tf.engine());
});

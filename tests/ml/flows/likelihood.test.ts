import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { affineCoupling } from '@/ml/flows/coupling';
import { bind, chain } from '@/ml/flows/flow';
import { bitsPerDimension, dequantise, flowLoss, logLikelihood, standardNormalLogDensity } from '@/ml/flows/likelihood';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('the base density is the normal’s', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([
      [0, 0],
      [1, -2],
    ]);
    expectClose(standardNormalLogDensity(x), [-Math.log(2 * Math.PI), -Math.log(2 * Math.PI) - 2.5]);
  });
});

test('a flow’s density has the integral 1', () => {
  tf.tidy(() => {
    const weights = (seed: number) => ({ conditioner: (x: tf.Tensor) => tf.mul(tf.tanh(x), noise(seed, [1, 2])) });
    const flow = chain([
      bind(affineCoupling, { swap: false, ...weights(1) }),
      bind(affineCoupling, { swap: true, ...weights(2) }),
    ]);
    const side = 241;
    const step = 24 / (side - 1);
    const line = tf.linspace(-12, 12, side);
    const [x, y] = tf.meshgrid(line, line);
    if (!x || !y) throw new Error('no grid');
    const grid = tf.stack([tf.reshape(x, [-1]), tf.reshape(y, [-1])], 1);
    const total = tf.sum(tf.exp(logLikelihood(flow.forward(grid)))).dataSync()[0] ?? 0;
    expect(total * step * step).toBeCloseTo(1, 2);
  });
});

test('bytes that are all alike likely cost eight bits each, and a dequantised byte stays within its interval', () => {
  const bytes = Float32Array.from([0, 17, 255], (byte) => byte / 255);
  const drawn = [1, 2].map((seed) => dequantise(bytes, 256, createRandom(seed)));
  for (const values of drawn) {
    expect([...values].map((value) => Math.floor(value * 256))).toEqual([0, 17, 255]);
    expect(values[2]).toBeLessThan(1);
  }
  expect(drawn[0]).not.toEqual(drawn[1]);
  // The density of a uniform on [0, 1)³ is 1.
  expect(bitsPerDimension(0, 3, 256)).toBe(8);
  expect(bitsPerDimension(3 * Math.log(16), 3, 256)).toBeCloseTo(4, 10);
});

test('training a scale and a shift by a flow’s loss finds deviation and mean', () => {
  const final = tf.tidy(() => {
    const x = tf.add(tf.mul(noise(1, [512, 2]), 3), 5);
    let weights = [tf.zeros([2]), tf.zeros([2])];
    for (let step = 0; step < 150; step++) {
      const { gradients } = valueAndGradients(() => {
        const [scale = tf.scalar(0), shift = tf.scalar(0)] = weights;
        const flow = {
          forward: (x: tf.Tensor) => ({
            y: tf.mul(tf.add(x, shift), tf.exp(scale)),
            logDeterminant: tf.mul(tf.ones([512]), tf.sum(scale)),
          }),
          inverse: (y: tf.Tensor) => y,
        };
        return flowLoss(flow, x);
      }, weights);
      weights = weights.map((weight, index) => tf.sub(weight, tf.mul(index === 0 ? 0.05 : 0.5, gradients[index] ?? 0)));
    }
    return weights.map((weight) => [...weight.dataSync()]);
  });
  for (const scale of final[0] ?? []) expect(Math.exp(-scale)).toBeCloseTo(3, 0);
  for (const shift of final[1] ?? []) expect(shift).toBeCloseTo(-5, 0);
});

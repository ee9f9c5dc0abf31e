import { expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { installGraphicsKernels } from '@/workers/gpu/install';
import type { GraphicsKernel } from '@/workers/gpu/kernel';

/** A kernel that gives each number `f` of it, wherever it runs. */
const kernel = (name: GraphicsKernel['name'], f: (x: number) => number): GraphicsKernel => ({
  name,
  run: ({ inputs, backend }) => {
    const [x] = Object.values(inputs);
    if (!x || !(backend instanceof tf.KernelBackend)) throw new TypeError('nothing to work on');
    const values = backend.readSync(x.dataId);
    const numbers = ArrayBuffer.isView(values) ? Float32Array.from(values, f) : new Float32Array();
    return { dataId: backend.write(numbers, x.shape, x.dtype), shape: x.shape, dtype: x.dtype };
  },
});

test('a program that is wrong on this card is left out with a line to the log, and nothing is left of the tests', async () => {
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  const before = tf.backend().numDataIds();
  const log: string[] = [];
  const kernels = [kernel('FusedGelu', () => 0), kernel('FusedSilu', (x) => x / (1 + Math.exp(-x)))];
  const { installed, leftOut } = await installGraphicsKernels('webgl', tf.backend(), kernels, (line) => log.push(line));
  expect(installed).toEqual(['FusedSilu']);
  expect(leftOut).toEqual([{ name: 'FusedGelu', reason: 'number 1 is 0 instead of 0.841192' }]);
  expect(log.join()).toMatch(/FusedGelu .*left out/);
  expect(tf.getKernel('FusedSilu', 'webgl')).toBeDefined();
  expect(tf.getKernel('FusedGelu', 'webgl')).toBeUndefined();
  expect(tf.backend().numDataIds()).toBe(before);
  tf.unregisterKernel('FusedSilu', 'webgl');
});

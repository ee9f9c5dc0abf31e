import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@/ml/tf';
import { startBackend } from '@/workers/backends';
import { endThreads } from '@/workers/kernels/install';
import { loadKernels } from '@/workers/kernels/module';
import { BUILDS, memoryFor } from './builds';
import { distance, numbers } from './on-wasm';

/** Long enough that every op below is cut to many parts, and no multiple of any unit. */
const x = (...shape: number[]) =>
  tf.tensor(
    numbers(
      shape.reduce((size, length) => size * length, 1),
      shape.length,
    ),
    shape,
  );

const ops: Readonly<Record<string, () => tf.Tensor>> = {
  transpose: () => tf.transpose(x(401, 503)),
  heads: () => tf.transpose(x(5, 131, 6, 33), [0, 2, 1, 3]),
  unary: () => tf.softplus(tf.sin(tf.exp(x(300_007)))),
  broadcast: () => tf.mul(x(77, 1, 131), x(1, 41, 131)),
  crossed: () => tf.maximum(x(701, 1), x(1, 509)),
  less: () => tf.less(x(401, 503), x(401, 1)),
  where: () => tf.where(tf.greater(x(300_007), 0), x(300_007), tf.zeros([300_007])),
  addN: () => tf.addN([x(300_007), x(300_007), x(300_007)]),
  sum: () => tf.sum(x(31, 101, 67), [0, 2]),
  max: () => tf.max(x(2_003, 101), 0),
  argMax: () => tf.argMax(x(2_003, 101), -1),
  cumsum: () => tf.cumsum(x(31, 101, 67), 1),
  concat: () => tf.concat([x(401, 303), x(401, 204)], 1),
  stack: () => tf.stack([x(401, 303), x(401, 303)], 1),
  pad: () =>
    tf.pad(x(301, 403), [
      [3, 5],
      [7, 2],
    ]),
  tile: () => tf.tile(x(101, 1, 67), [1, 40, 1]),
  reverse: () => tf.reverse(x(401, 503), [0, 1]),
  slice: () => tf.slice(x(401, 503), [3, 5], [390, 490]),
  cast: () => tf.cast(tf.mul(x(300_007), 50), 'int32'),
  gather: () => tf.gather(x(503, 67), tf.range(0, 5_003, 1, 'int32').mod(503).toInt()),
  // The cpu backend goes through all numbers for each segment.
  segmentSum: () => tf.unsortedSegmentSum(x(503, 667), tf.range(0, 503, 1, 'int32').mod<tf.Tensor1D>(7).toInt(), 7),
  stft: () => tf.abs(tf.signal.stft(tf.tensor1d(numbers(9_007, 1)), 400, 160)),
  fft: () => tf.abs(tf.spectral.fft(tf.complex(x(37, 300), x(37, 300)))),
};

describe('on all threads of a shared memory', () => {
  beforeAll(async () => {
    const folder = new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);
    const { name } = await startBackend('wasm', { wasmPath: fileURLToPath(folder), threads: 3, log: () => {} });
    expect(name).toBe('wasm');
  });
  afterAll(async () => {
    await tf.setBackend('wasm');
    endThreads(tf.backend());
  });

  test.each(Object.keys(ops))('%s is what it is on the cpu backend', async (name) => {
    const run = async (backend: string) => {
      await tf.setBackend(backend);
      const before = tf.memory().numTensors;
      const out = tf.tidy(() => ops[name]?.() ?? tf.scalar(0));
      const values = out.dataSync<'float32'>();
      const { shape, dtype } = out;
      out.dispose();
      expect(tf.memory().numTensors).toBe(before);
      return { shape, dtype, values };
    };
    const [ours, theirs] = [await run('wasm'), await run('cpu')];
    expect([ours.shape, ours.dtype]).toEqual([theirs.shape, theirs.dtype]);
    const most = theirs.values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1);
    const worst = ours.values.reduce((off, value, at) => Math.max(off, Math.abs(value - (theirs.values[at] ?? 0))), 0);
    expect(worst / most).toBeLessThan(2e-6);
  });
});

test('every build of the module computes the same', async () => {
  const [count, from, other, to] = [509, 1_024, 8_192, 16_384];
  const results = await Promise.all(
    BUILDS.map(async (one) => {
      const memory = memoryFor(one);
      const kernels = await loadKernels(memory, one.variant);
      const floats = new Float32Array(memory.buffer);
      floats.set(numbers(count, 1), from / 4);
      floats.set(numbers(count, 2), other / 4);
      const out: number[] = [];
      const take = () => out.push(...floats.slice(to / 4, to / 4 + count));
      for (let op = 0; op < 23; op++) {
        kernels.kernel('unaryFlat')(0, Math.ceil(count / 256), 0, count, op, from, to, 0.5);
        take();
      }
      for (let op = 0; op < 10; op++) {
        kernels.kernel('binaryFlat')(0, Math.ceil(count / 256), 0, count, op, from, other, to);
        take();
      }
      kernels.kernel('transposeTiles')(0, 2, 0, 0, 32_768, 29, 17, 68, 116, from, to);
      take();
      return out;
    }),
  );
  const [first = []] = results;
  expect(first.length).toBe(34 * count);
  for (const result of results) expect(distance(result, first)).toBeLessThan(1e-5);
});

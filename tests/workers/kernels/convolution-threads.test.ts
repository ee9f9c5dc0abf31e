import { setFlagsFromString } from 'node:v8';
import { describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { loadKernels } from '@/workers/kernels/module';
import { BUILDS, memoryFor } from './builds';
import { onBoth } from './convolution-cases';
import { distance, numbers } from './on-wasm';
import { type Grid, sizeOf } from './reference';
import { convolve, convolveGradients } from './sliding-reference';

// Node has relaxed SIMD behind a switch; without it two of the variants would not be tested.
setFlagsFromString('--experimental-wasm-relaxed-simd');

const slide = { stride: [1, 2, 1], dilation: [1, 1, 1], pad: [0, 1, 1] };
const [inSize, outSize] = [
  [1, 9, 8],
  [1, 5, 8],
];
const [x, filter, dy] = [
  [2, 1, 9, 8, 13],
  [1, 3, 3, 13, 21],
  [2, 1, 5, 8, 21],
].map((shape, index): Grid => ({ shape, values: Float64Array.from(numbers(sizeOf(shape), index)) }));
if (!x || !filter || !dy) throw new Error('three grids');
const table = [...inSize, 13, 1, 3, 3, ...outSize, ...slide.stride, ...slide.dilation, ...slide.pad];

describe.each(BUILDS)('the build $variant, shared: $shared', (one) => {
  test('convolves, in rows and in columns, and sums the filter’s gradient, in whichever parts', async () => {
    const memory = memoryFor(one);
    const { kernel } = await loadKernels(memory, one.variant);
    const floats = new Float32Array(memory.buffer);
    const [sliding, from, by, over, to, scratch] = [1024, 65_536, 2 ** 17, 2 ** 18, 2 ** 19, 2 ** 20];
    new Int32Array(memory.buffer, sliding, table.length).set(table);
    floats.set(x.values, from / 4);
    floats.set(filter.values, by / 4);
    floats.set(dy.values, over / 4);

    const expected = convolve(x, filter, outSize, slide).values;
    for (const [name, units] of [
      ['convolveRows', Math.ceil(80 / 6)],
      ['convolveColumns', Math.ceil(21 / 8)],
    ] as const) {
      floats.fill(Number.NaN, to / 4, to / 4 + 80 * 21);
      const numbers = [sliding, 80, 21, from, by, to, 0, 0, scratch];
      kernel(name)(1, units, 1, ...numbers);
      kernel(name)(0, 1, 0, ...numbers);
      expect(distance(floats.slice(to / 4, to / 4 + 80 * 21), expected)).toBeLessThan(1e-4);
    }

    const { dFilter } = convolveGradients(x, filter, dy, slide);
    const strips = Math.ceil(117 / 6);
    const numbers = [sliding, 80, 30, 21, from, over, to, scratch];
    // Three chunks of at most thirty positions; one part ends in the midst of the second.
    kernel('convolveFilterGradient')(strips + 3, 3 * strips, 1, ...numbers);
    kernel('convolveFilterGradient')(0, strips + 3, 0, ...numbers);
    const size = 117 * 21;
    const sums = Float32Array.from({ length: size }, (_, at) =>
      [0, 1, 2].reduce((sum, chunk) => sum + (floats[to / 4 + chunk * size + at] ?? Number.NaN), 0),
    );
    expect(distance(sums, dFilter.values)).toBeLessThan(1e-4);
  });
});

test('on two threads convolutions and their gradients are TF.js’s, and the same numbers each time', async () => {
  const started = await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
  expect(started.threads).toBe(2);
  const make = (shape: [number, number, number, number], seed: number) =>
    tf.tensor<tf.Rank.R4>(numbers(sizeOf(shape), seed), shape);
  const step = (stride: number) => {
    const [image, weights, deep] = [make([4, 17, 16, 24], 1), make([3, 3, 24, 40], 2), make([3, 3, 24, 1], 3)];
    const full = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, 'same'))),
    );
    const each = tf.grads((a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.square(tf.depthwiseConv2d(a as tf.Tensor4D, b as tf.Tensor4D, stride, 'same'))),
    );
    const outputs = [...full([image, weights]), ...each([image, deep])];
    tf.dispose([image, weights, deep]);
    return outputs;
  };
  const pairs = await onBoth([1, 2], step);
  for (const { wasm, cpu } of pairs) {
    for (const [index, values] of wasm.entries()) {
      // Sums of a thousand large numbers: by the largest of them.
      const expected = Float64Array.from(cpu[index] ?? []);
      const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
      const scaled = [values, expected].map((some) => Float64Array.from(some, (value) => value / scale));
      expect(distance(scaled[0] ?? [], scaled[1] ?? [])).toBeLessThan(1e-5);
    }
  }
  const again = await onBoth([1, 2], step);
  expect(again.map(({ wasm }) => wasm)).toEqual(pairs.map(({ wasm }) => wasm));
});

import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { type Case, cases, geometry, onBoth, padOf, tolerance } from './convolution-cases';
import { distance, numbers, startWasm } from './on-wasm';
import { both, sizeOf } from './reference';
import { convolve, convolveGradients } from './sliding-reference';

beforeAll(async () => {
  const { leftOut } = await startWasm();
  expect(leftOut).toEqual([]);
});

const shapes = ({ batch, size, channels, outChannels, filter }: Case) => ({
  x: [batch, ...size, channels],
  filter: [...filter, channels, outChannels],
});

function run(one: Case, x: tf.Tensor, filter: tf.Tensor): tf.Tensor {
  const { stride, dilation } = one;
  const attrs = { strides: [...stride], dilations: [...dilation], pad: padOf(one) };
  return one.size.length === 2
    ? tf.engine().runKernel('Conv2D', { x, filter }, { ...attrs, dataFormat: 'NHWC' })
    : tf.engine().runKernel('Conv3D', { x, filter }, { ...attrs, dataFormat: 'NDHWC' });
}

/** The gradients of the sum of y · dy, by TF.js. */
const gradients = (one: Case, x: tf.Tensor, filter: tf.Tensor, dy: tf.Tensor): tf.Tensor[] =>
  tf.grads((a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(run(one, a, b), dy)))([x, filter]);

describe.each([2, 3])('a convolution over %i axes on wasm', (rank) => {
  const runs = rank === 2 ? 150 : 60;

  test('of any size, stride, dilation and padding is its definition in float64', () => {
    fc.assert(
      fc.property(cases(rank), (one) => {
        const [x, filter] = [both(shapes(one).x, one.seed), both(shapes(one).filter, one.seed + 1)];
        const { before, outSize } = geometry(one);
        const y = run(one, x.tensor, filter.tensor);
        const expected = convolve(x.grid, filter.grid, outSize, { ...one, pad: before });
        expect(y.shape).toEqual(expected.shape);
        const terms = sizeOf(one.filter) * one.channels;
        expect(distance(y.dataSync(), expected.values)).toBeLessThan(tolerance(terms));
        tf.dispose([x.tensor, filter.tensor, y]);
      }),
      { numRuns: runs },
    );
  });

  test('has the gradients of its definition, with any stride and padding, and leaves no tensor behind', () => {
    fc.assert(
      fc.property(cases(rank), (given) => {
        const one = { ...given, dilation: given.dilation.map(() => 1) };
        const { before, outSize } = geometry(one);
        if (outSize.some((length) => length < 1)) return;
        const [x, filter] = [both(shapes(one).x, one.seed), both(shapes(one).filter, one.seed + 1)];
        const dy = both([one.batch, ...outSize, one.outChannels], one.seed + 2);
        const tensors = tf.memory().numTensors;
        const made = gradients(one, x.tensor, filter.tensor, dy.tensor);
        const { dx, dFilter } = convolveGradients(x.grid, filter.grid, dy.grid, { ...one, pad: before });
        expect(made.map(({ shape }) => shape)).toEqual([dx.shape, dFilter.shape]);
        const most = Math.max(sizeOf(one.filter) * one.outChannels, one.batch * sizeOf(outSize));
        expect(distance(made[0]?.dataSync() ?? [], dx.values)).toBeLessThan(tolerance(most));
        expect(distance(made[1]?.dataSync() ?? [], dFilter.values)).toBeLessThan(tolerance(most));
        tf.dispose(made);
        expect(tf.memory().numTensors).toBe(tensors);
        tf.dispose([x.tensor, filter.tensor, dy.tensor]);
      }),
      { numRuns: runs },
    );
  });

  test('gives what TF.js’s plain JavaScript backend gives, gradients too', async () => {
    const given = fc.sample(cases(rank), { numRuns: 40, seed: 7 });
    const pairs = await onBoth(given, (one) => {
      const [x, filter] = [shapes(one).x, shapes(one).filter].map((shape, index) => random(shape, one.seed + index));
      if (!x || !filter) return [];
      const y = run(one, x, filter);
      const plain = one.dilation.every((step) => step === 1);
      const both = plain ? gradients(one, x, filter, y) : [];
      tf.dispose([x, filter]);
      return [y, ...both];
    });
    for (const { input, wasm, cpu } of pairs) {
      expect(wasm.length).toBe(cpu.length);
      for (const [index, values] of wasm.entries()) {
        expect([input, distance(values, cpu[index] ?? []) < 2e-4]).toEqual([input, true]);
      }
    }
  });
});

const random = (shape: readonly number[], seed: number): tf.Tensor =>
  tf.tensor(numbers(sizeOf(shape), seed), [...shape]);

test('long patches, many channels and many positions go over every block of the product', () => {
  const [x, filter] = [both([1, 10, 12, 70], 1), both([3, 3, 70, 530], 2)];
  const y = tf.conv2d(x.tensor as tf.Tensor4D, filter.tensor as tf.Tensor4D, 1, 'same');
  const slide = { stride: [1, 1], dilation: [1, 1], pad: [1, 1] };
  const expected = convolve(x.grid, filter.grid, [10, 12], slide);
  expect(distance(y.dataSync(), expected.values)).toBeLessThan(tolerance(630));
  tf.dispose([x.tensor, filter.tensor, y]);
});

test('the gradient of a small filter over many positions is summed in chunks, and right', () => {
  const [x, dy] = [both([8, 32, 32, 3], 3), both([8, 32, 32, 10], 4)];
  const gradient: tf.Tensor = tf
    .engine()
    .runKernel(
      'Conv2DBackpropFilter',
      { x: x.tensor, dy: dy.tensor },
      { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 3, 10] },
    );
  const slide = { stride: [1, 1], dilation: [1, 1], pad: [1, 1] };
  const filter = { shape: [3, 3, 3, 10], values: new Float64Array(270) };
  const { dFilter } = convolveGradients(x.grid, filter, dy.grid, slide);
  expect(distance(gradient.dataSync(), dFilter.values)).toBeLessThan(1e-6 * Math.sqrt(8 * 32 * 32));
  tf.dispose([x.tensor, dy.tensor, gradient]);
});

test('paddings may differ on every side', () => {
  const [x, filter] = [both([2, 5, 6, 3], 5), both([2, 3, 3, 4], 6)];
  const pad: tf.backend_util.ExplicitPadding = [
    [0, 0],
    [2, 0],
    [1, 3],
    [0, 0],
  ];
  const y = tf.conv2d(x.tensor as tf.Tensor4D, filter.tensor as tf.Tensor4D, [2, 1], pad);
  const expected = convolve(x.grid, filter.grid, [3, 8], { stride: [2, 1], dilation: [1, 1], pad: [2, 1] });
  expect(y.shape).toEqual(expected.shape);
  expect(distance(y.dataSync(), expected.values)).toBeLessThan(1e-5);
  tf.dispose([x.tensor, filter.tensor, y]);
});

test.each([
  ['linear', (x: number) => x],
  ['relu', (x: number) => Math.max(0, x)],
  ['relu6', (x: number) => Math.min(6, Math.max(0, x))],
  ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
  ['elu', (x: number) => (x < 0 ? Math.expm1(x) : x)],
  ['leakyrelu', (x: number) => (x < 0 ? 0.1 * x : x)],
] as const)('a fused convolution adds the bias and applies %s', (activation, apply) => {
  const bias = both([5], 9);
  for (const [size, taps] of [
    [4, 1],
    [5, 3],
  ] as const) {
    const [x, filter] = [both([2, size, size, 6], 7), both([taps, taps, 6, 5], 8, (value) => value / 4)];
    const y = tf.fused.conv2d({
      x: x.tensor as tf.Tensor4D,
      filter: filter.tensor as tf.Tensor4D,
      strides: 1,
      pad: 'same',
      bias: bias.tensor,
      activation,
      leakyreluAlpha: 0.1,
    });
    const before = (taps - 1) / 2;
    const slide = { stride: [1, 1], dilation: [1, 1], pad: [before, before] };
    const plain = convolve(x.grid, filter.grid, [size, size], slide);
    const expected = plain.values.map((value, index) => apply(value + (bias.grid.values[index % 5] ?? 0)));
    expect(distance(y.dataSync(), expected)).toBeLessThan(1e-5);
    tf.dispose([x.tensor, filter.tensor, y]);
  }
  bias.tensor.dispose();
});

test('an empty batch gives an empty result, and its filter no gradient', () => {
  const [x, filter] = [tf.zeros([0, 4, 4, 2]), tf.ones([3, 3, 2, 5])];
  const y: tf.Tensor = tf
    .engine()
    .runKernel('Conv2D', { x, filter }, { strides: [1, 1], dilations: [1, 1], pad: 'same', dataFormat: 'NHWC' });
  expect(y.shape).toEqual([0, 4, 4, 5]);
  const gradient: tf.Tensor = tf
    .engine()
    .runKernel(
      'Conv2DBackpropFilter',
      { x, dy: y },
      { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 2, 5] },
    );
  expect([...gradient.dataSync()]).toEqual(Array(90).fill(0));
  tf.dispose([x, filter, y, gradient]);
});

test('not-a-numbers pass through, and reach only what they touch', () => {
  const values = numbers(25, 10);
  values[0] = Number.NaN;
  const [x, filter] = [tf.tensor4d(values, [1, 5, 5, 1]), tf.ones<tf.Rank.R4>([3, 3, 1, 1])];
  const y = tf.conv2d(x, filter, 1, 'same');
  const touched = [...y.dataSync()].map(Number.isNaN);
  expect(touched).toEqual(Array.from({ length: 25 }, (_, index) => index % 5 < 2 && index < 10));
  tf.dispose([x, filter, y]);
});

test('a one-dimensional and a turned convolution go the same way', async () => {
  const pairs = await onBoth([1, 2, 3], (stride) => {
    const [x, filter] = [random([2, 11, 5], 1) as tf.Tensor3D, random([4, 5, 7], 2) as tf.Tensor3D];
    const [z, up] = [random([2, 4, 5, 3], 3) as tf.Tensor4D, random([3, 3, 6, 3], 4) as tf.Tensor4D];
    const y = tf.conv1d(x, filter, stride, 'same');
    const turned = tf.conv2dTranspose(z, up, [2, 4 * stride, 5 * stride, 6], stride, 'same');
    tf.dispose([x, filter, z, up]);
    return [y, turned];
  });
  for (const { wasm, cpu } of pairs) {
    for (const [index, values] of wasm.entries()) expect(distance(values, cpu[index] ?? [])).toBeLessThan(2e-5);
  }
});

test('channels first are refused as TF.js refuses them', () => {
  const [x, filter] = [tf.zeros<tf.Rank.R4>([1, 2, 4, 4]), tf.ones<tf.Rank.R4>([3, 3, 2, 5])];
  expect(() => tf.conv2d(x, filter, 1, 'same', 'NCHW')).toThrow();
  tf.dispose([x, filter]);
});

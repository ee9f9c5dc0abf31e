import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { type Case, cases, geometry, onBoth, padOf, tolerance } from './convolution-cases';
import { distance, numbers, startWasm } from './on-wasm';
import { both, sizeOf } from './reference';
import { convolve, convolveGradients } from './sliding-reference';

beforeAll(async () => {
  const { leftOut } = await startWasm();
  expect(leftOut).toEqual([]);
});

/** With one to three filters for each channel. */
const depthwiseCases = cases(2).map((one) => ({ ...one, outChannels: 1 + (one.outChannels % 3) }));

const shapes = ({ batch, size, channels, outChannels, filter }: Case) => ({
  x: [batch, ...size, channels],
  filter: [...filter, channels, outChannels],
});

const attrsOf = (one: Case) => ({
  strides: [...one.stride],
  dilations: [...one.dilation],
  pad: padOf(one),
});

const run = (one: Case, x: tf.Tensor, filter: tf.Tensor): tf.Tensor =>
  tf.engine().runKernel('DepthwiseConv2dNative', { x, filter }, attrsOf(one));

test('a depthwise convolution of any size, stride, dilation and padding is its definition in float64', () => {
  fc.assert(
    fc.property(depthwiseCases, (one) => {
      const [x, filter] = [both(shapes(one).x, one.seed), both(shapes(one).filter, one.seed + 1)];
      const { before, outSize } = geometry(one);
      const y = run(one, x.tensor, filter.tensor);
      const expected = convolve(x.grid, filter.grid, outSize, { ...one, pad: before }, true);
      expect(y.shape).toEqual(expected.shape);
      expect(distance(y.dataSync(), expected.values)).toBeLessThan(tolerance(sizeOf(one.filter)));
      tf.dispose([x.tensor, filter.tensor, y]);
    }),
    { numRuns: 150 },
  );
});

test('its gradients are those of its definition, dilated too, and leave no tensor behind', () => {
  fc.assert(
    fc.property(depthwiseCases, (one) => {
      const { before, outSize } = geometry(one);
      const [x, filter] = [both(shapes(one).x, one.seed), both(shapes(one).filter, one.seed + 1)];
      const dy = both([one.batch, ...outSize, one.channels * one.outChannels], one.seed + 2);
      const tensors = tf.memory().numTensors;
      const dx: tf.Tensor = tf
        .engine()
        .runKernel(
          'DepthwiseConv2dNativeBackpropInput',
          { dy: dy.tensor, filter: filter.tensor },
          { ...attrsOf(one), inputShape: shapes(one).x },
        );
      const dFilter: tf.Tensor = tf
        .engine()
        .runKernel(
          'DepthwiseConv2dNativeBackpropFilter',
          { x: x.tensor, dy: dy.tensor },
          { ...attrsOf(one), filterShape: shapes(one).filter },
        );
      const expected = convolveGradients(x.grid, filter.grid, dy.grid, { ...one, pad: before }, true);
      expect([dx.shape, dFilter.shape]).toEqual([expected.dx.shape, expected.dFilter.shape]);
      const terms = sizeOf(one.filter) * one.outChannels;
      expect(distance(dx.dataSync(), expected.dx.values)).toBeLessThan(tolerance(terms));
      expect(distance(dFilter.dataSync(), expected.dFilter.values)).toBeLessThan(
        tolerance(one.batch * sizeOf(outSize)),
      );
      tf.dispose([dx, dFilter]);
      expect(tf.memory().numTensors).toBe(tensors);
      tf.dispose([x.tensor, filter.tensor, dy.tensor]);
    }),
    { numRuns: 150 },
  );
});

test('it gives what TF.js’s plain JavaScript backend gives, gradients by tf.grads too', async () => {
  const given = fc.sample(depthwiseCases, { numRuns: 40, seed: 11 });
  const pairs = await onBoth(given, (one) => {
    const x = tf.tensor(numbers(sizeOf(shapes(one).x), one.seed), shapes(one).x);
    const filter = tf.tensor(numbers(sizeOf(shapes(one).filter), one.seed + 1), shapes(one).filter);
    const y = run(one, x, filter);
    const plain = one.dilation.every((step) => step === 1);
    const loss = (a: tf.Tensor, b: tf.Tensor) => tf.sum(tf.mul(run(one, a, b), y));
    const gradients = plain ? tf.grads(loss)([x, filter]) : [];
    tf.dispose([x, filter]);
    return [y, ...gradients];
  });
  for (const { input, wasm, cpu } of pairs) {
    expect(wasm.length).toBe(cpu.length);
    for (const [index, values] of wasm.entries()) {
      expect([input, distance(values, cpu[index] ?? []) < 2e-4]).toEqual([input, true]);
    }
  }
});

test('a fused depthwise convolution adds the bias and applies its activation', () => {
  for (const [activation, apply] of [
    ['relu6', (value: number) => Math.min(6, Math.max(0, value))],
    ['sigmoid', (value: number) => 1 / (1 + Math.exp(-value))],
    ['leakyrelu', (value: number) => (value < 0 ? 0.1 * value : value)],
  ] as const) {
    const [x, filter, bias] = [both([2, 5, 4, 7], 1), both([3, 2, 7, 1], 2), both([7], 3)];
    const y = tf.fused.depthwiseConv2d({
      x: x.tensor as tf.Tensor4D,
      filter: filter.tensor as tf.Tensor4D,
      strides: 1,
      pad: 'valid',
      bias: bias.tensor,
      activation,
      leakyreluAlpha: 0.1,
    });
    const slide = { stride: [1, 1], dilation: [1, 1], pad: [0, 0] };
    const plain = convolve(x.grid, filter.grid, [3, 3], slide, true);
    const expected = plain.values.map((value, index) => apply(value + (bias.grid.values[index % 7] ?? 0)));
    expect(distance(y.dataSync(), expected)).toBeLessThan(1e-5);
    tf.dispose([x.tensor, filter.tensor, bias.tensor, y]);
  }
});

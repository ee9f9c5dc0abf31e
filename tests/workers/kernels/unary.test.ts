import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { unary } from '@/workers/kernels/unary';
import { distance, startWasm } from './on-wasm';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(unary.map(({ name }) => name)));
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

type Wave = readonly [string, (x: tf.Tensor1D) => tf.Tensor, (x: number) => number];
type Case = readonly [string, (x: tf.Tensor1D) => tf.Tensor, (x: number) => number, number, number];

/** Name, op, reference in float64, the error that is allowed in units of the last place, and a largest |x|. */
const functions: readonly Case[] = [
  ['exp', tf.exp, Math.exp, 2, 80],
  ['log', tf.log, Math.log, 2, 1e38],
  ['log1p', tf.log1p, Math.log1p, 4, 1e38],
  ['expm1', tf.expm1, Math.expm1, 4, 80],
  ['sqrt', tf.sqrt, Math.sqrt, 1, 1e38],
  ['rsqrt', tf.rsqrt, (x: number) => 1 / Math.sqrt(x), 2, 1e38],
  ['square', tf.square, (x: number) => x * x, 1, 1e18],
  ['neg', tf.neg, (x: number) => -x, 0, 1e38],
  ['abs', tf.abs, Math.abs, 0, 1e38],
  ['sigmoid', tf.sigmoid, sigmoid, 4, 80],
  ['tanh', tf.tanh, Math.tanh, 4, 80],
  ['relu', tf.relu, (x: number) => Math.max(0, x), 0, 1e38],
  ['relu6', tf.relu6, (x: number) => Math.min(6, Math.max(0, x)), 0, 1e38],
  ['leakyRelu', (x: tf.Tensor) => tf.leakyRelu(x, 0.25), (x: number) => (x < 0 ? x / 4 : x), 1, 1e38],
  ['elu', tf.elu, (x: number) => (x >= 0 ? x : Math.expm1(x)), 4, 80],
  ['softplus', tf.softplus, softplus, 4, 1e38],
  ['step', (x: tf.Tensor) => tf.step(x, 0.25), (x: number) => (x > 0 ? 1 : 0.25), 0, 1e38],
  ['reciprocal', tf.reciprocal, (x: number) => 1 / x, 1, 1e30],
  ['floor', tf.floor, Math.floor, 0, 1e38],
  ['ceil', tf.ceil, Math.ceil, 0, 1e38],
  ['sign', tf.sign, Math.sign, 0, 1e38],
];

/** Of both signs and all sizes, which a uniform choice of bits gives. */
const someOf = (most: number) =>
  fc.array(
    fc.oneof(
      fc.float({ noNaN: true, min: -Math.fround(most), max: Math.fround(most) }),
      fc.float({ noNaN: true, min: -4, max: 4 }),
      fc.constantFrom(0, 1, -1, 0.5, 2),
    ),
    { maxLength: 70 },
  );

/** How many float32 numbers lie between two, about: the distance in units of the last place of the expected one. */
function units(actual: number, expected: number): number {
  const [is, should] = [actual, Math.fround(expected)];
  if (Object.is(is, should) || is === should) return 0;
  const last = Math.max(2 ** -126, 2 ** Math.floor(Math.log2(Math.abs(should)))) * 2 ** -23;
  const off = Math.abs(is - expected) / last;
  return Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
}

describe.each(functions)('%s on wasm', (_name, op, apply, allowed, most) => {
  test('is within some units of the last place of what it is in float64', () => {
    fc.assert(
      fc.property(someOf(most), (values) => {
        const x = tf.tensor1d(values, 'float32');
        const out = op(x);
        const actual = out.dataSync();
        const inputs = x.dataSync();
        for (let index = 0; index < values.length; index++) {
          const given = inputs[index] ?? 0;
          const off = units(actual[index] ?? Number.NaN, apply(given));
          if (off > allowed) expect({ given, actual: actual[index], off }).toBe(apply(given));
        }
        expect(actual.length).toBe(values.length);
        tf.dispose([x, out]);
      }),
      { numRuns: 80 },
    );
  });

  test('lets NaN pass, and is right at the ends', () => {
    const ends = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    const x = tf.tensor1d(ends);
    const out = op(x);
    const expected = ends.map((end) => (Number.isNaN(end) ? end : Math.fround(apply(end))));
    for (const [index, value] of [...out.dataSync()].entries()) {
      const should = expected[index] ?? 0;
      if (!(value === should || (Number.isNaN(value) && Number.isNaN(should)))) {
        expect({ at: ends[index], value }).toBe(should);
      }
    }
    tf.dispose([x, out]);
  });
});

test.each([
  ['sin', tf.sin, Math.sin],
  ['cos', tf.cos, Math.cos],
] as readonly Wave[])('%s is right to seven digits up to a hundred thousand', (_name, op, apply) => {
  const values = Float32Array.from({ length: 4_001 }, (_, index) => (index - 2_000) ** 3 / 8e4);
  const x = tf.tensor1d(values);
  const out = op(x);
  expect(
    distance(
      out.dataSync(),
      values.map((value) => apply(value)),
    ),
  ).toBeLessThan(2e-7);
  const ends = op(tf.tensor1d([Number.NaN, Number.POSITIVE_INFINITY, 1e30]));
  const [nan, infinite, huge = 2] = ends.dataSync();
  expect([nan, infinite]).toEqual([Number.NaN, Number.NaN]);
  expect(Math.abs(huge)).toBeLessThanOrEqual(1);
  tf.dispose([x, out, ends]);
});

test('whole numbers are left to TF.js', () => {
  const x = tf.tensor1d([-2, 3], 'int32');
  const out = tf.abs(x);
  expect([out.dtype, [...out.dataSync()]]).toEqual(['int32', [2, 3]]);
  tf.dispose([x, out]);
});

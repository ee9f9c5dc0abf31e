import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { broadcastOf } from '@/workers/kernels/arithmetic';
import { distance, startWasm } from './on-wasm';
import { both, gridOf, pick } from './reference';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(['Add', 'Sub', 'Multiply', 'RealDiv', 'Identity']));
});

/** Two shapes that fit: each axis of the result is kept, or of length one, on either side; axes may be missing in front. */
const shapes = fc
  .array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 19 }), fc.constantFrom(1, 2, 3)), fc.boolean(), fc.boolean()), {
    maxLength: 4,
  })
  .chain((axes) =>
    fc.record({
      a: fc.constant(axes.map(([length, one]) => (one ? 1 : length))),
      b: fc.constant(axes.map(([length, , one]) => (one ? 1 : length))),
      cut: fc.nat(axes.length),
      cutA: fc.boolean(),
    }),
  )
  .map(({ a, b, cut, cutA }) => (cutA ? [a.slice(cut), b] : [a, b.slice(cut)]));

describe.each([
  ['add', tf.add, (a: number, b: number) => a + b],
  ['sub', tf.sub, (a: number, b: number) => a - b],
  ['mul', tf.mul, (a: number, b: number) => a * b],
  ['div', tf.div, (a: number, b: number) => a / b],
  ['maximum', tf.maximum, Math.max],
  ['minimum', tf.minimum, Math.min],
  ['squaredDifference', tf.squaredDifference, (a: number, b: number) => (a - b) ** 2],
  ['equal', tf.equal, (a: number, b: number) => Number(a === b)],
  ['notEqual', tf.notEqual, (a: number, b: number) => Number(a !== b)],
  ['less', tf.less, (a: number, b: number) => Number(a < b)],
  ['lessEqual', tf.lessEqual, (a: number, b: number) => Number(a <= b)],
  ['greater', tf.greater, (a: number, b: number) => Number(a > b)],
  ['greaterEqual', tf.greaterEqual, (a: number, b: number) => Number(a >= b)],
] as const)('%s on wasm', (_name, op, apply) => {
  test('of any two shapes that fit is what it is in float64', () => {
    fc.assert(
      fc.property(shapes, fc.nat(99), ([shapeA = [], shapeB = []], seed) => {
        const a = both(shapeA, seed);
        const b = both(shapeB, seed + 1, (value) => Math.fround(value + Math.sign(value) * 0.5));
        const out = op(a.tensor, b.tensor);
        const shape = tf.broadcast_util.assertAndGetBroadcastShape([...shapeA], [...shapeB]);
        expect(out.shape).toEqual(shape);
        const expected = gridOf(shape, (index) => apply(pick(a.grid, index), pick(b.grid, index)));
        expect(distance(out.dataSync(), expected.values)).toBeLessThan(1e-6);
        tf.dispose([a.tensor, b.tensor, out]);
      }),
      { numRuns: 150 },
    );
  });
});

test('whole numbers stay whole', () => {
  const out = tf.mul(tf.tensor1d([2, 3], 'int32'), tf.tensor1d([5, 7], 'int32'));
  expect([out.dtype, [...out.dataSync()]]).toEqual(['int32', [10, 21]]);
  out.dispose();
});

test('a smaller operand is seen as rows, columns or a number of the result where it is that', () => {
  expect(broadcastOf([5], [3, 5])).toEqual({ kind: 'rows', outer: 3, inner: 5 });
  expect(broadcastOf([3, 1], [3, 5])).toEqual({ kind: 'columns', outer: 3, inner: 5 });
  expect(broadcastOf([1, 1, 4], [2, 3, 4])).toEqual({ kind: 'rows', outer: 6, inner: 4 });
  expect(broadcastOf([], [2, 3])).toEqual({ kind: 'columns', outer: 1, inner: 6 });
  expect(broadcastOf([2, 1, 4], [2, 3, 4])).toBeNull();
});

test('a comparison of long tensors is right at each of its pieces, NaN compares with nothing', () => {
  const count = 5_003;
  const [a, b] = [both([count], 1), both([count], 2)];
  const values = a.grid.values.map((value, at) => Number(value < (b.grid.values[at] ?? 0)));
  const out = tf.less(a.tensor, b.tensor);
  expect(distance(out.dataSync(), values)).toBe(0);
  const nan = tf.tidy(() => [
    tf.less([Number.NaN], [1]),
    tf.greater([Number.NaN], [1]),
    tf.notEqual([Number.NaN], [1]),
  ]);
  expect(nan.map((flag) => flag.dataSync()[0])).toEqual([0, 0, 1]);
  tf.dispose([a.tensor, b.tensor, out, ...nan]);
});

test('maxima and minima let NaN pass, whichever side it is on', () => {
  tf.tidy(() => {
    for (const op of [tf.maximum, tf.minimum]) {
      expect([...op([Number.NaN, 1], [1, Number.NaN]).dataSync()]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

test('where takes from one or the other, of any type, with its gradient', () => {
  for (const count of [0, 1, 7, 2_049]) {
    tf.tidy(() => {
      const [a, b] = [both([count], 3), both([count], 4)];
      const condition = tf.greater(a.tensor, b.tensor);
      const expected = a.grid.values.map((value, at) => Math.max(value, b.grid.values[at] ?? 0));
      expect(distance(tf.where(condition, a.tensor, b.tensor).dataSync(), expected)).toBe(0);
      const whole = tf.where(condition, tf.ones([count], 'int32'), tf.zeros([count], 'int32'));
      expect([whole.dtype, ...whole.dataSync()]).toEqual(['int32', ...condition.dataSync()]);
    });
  }
  tf.tidy(() => {
    const condition = tf.tensor1d([0, 1], 'bool');
    const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.where(condition, tf.mul(x, 3), x)))(tf.tensor1d([-1, 2]));
    expect([...gradient.dataSync()]).toEqual([1, 3]);
  });
});

test('the sum of many tensors is what it is one by one', () => {
  for (const count of [0, 1, 1_030]) {
    tf.tidy(() => {
      const terms = [1, 2, 3].map((seed) => both([count], seed));
      const expected = Float64Array.from({ length: count }, (_, at) =>
        terms.reduce((sum, { grid }) => sum + (grid.values[at] ?? 0), 0),
      );
      expect(distance(tf.addN(terms.map(({ tensor }) => tensor)).dataSync(), expected)).toBeLessThan(1e-6);
    });
  }
});

test('the gradient of elu is that of its formula', () => {
  tf.tidy(() => {
    const x = both([37], 5);
    const gradient = tf.grad((y: tf.Tensor) => tf.sum(tf.elu(y)))(x.tensor);
    const expected = x.grid.values.map((value) => (value >= 0 ? 1 : Math.exp(value)));
    expect(distance(gradient.dataSync(), expected)).toBeLessThan(1e-6);
  });
});

test('a clone has the same numbers, takes no memory, and outlives what it was cloned from', () => {
  const x = tf.tensor1d([1, 2, 3]);
  const before = tf.memory();
  const copy = tf.clone(x);
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  x.dispose();
  expect([...copy.dataSync()]).toEqual([1, 2, 3]);
  copy.dispose();
  expect(tf.memory().numTensors).toBe(before.numTensors - 1);
});

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

test('what is neither a number nor a row nor a column of the result is left to TF.js', () => {
  expect(broadcastOf([5], [3, 5])).toEqual({ kind: 'rows', outer: 3, inner: 5 });
  expect(broadcastOf([3, 1], [3, 5])).toEqual({ kind: 'columns', outer: 3, inner: 5 });
  expect(broadcastOf([1, 1, 4], [2, 3, 4])).toEqual({ kind: 'rows', outer: 6, inner: 4 });
  expect(broadcastOf([], [2, 3])).toEqual({ kind: 'columns', outer: 1, inner: 6 });
  expect(broadcastOf([2, 1, 4], [2, 3, 4])).toBeNull();
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

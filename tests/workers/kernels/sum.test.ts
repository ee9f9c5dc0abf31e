import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { middlesOf } from '@/workers/kernels/axes';
import { distance, startWasm } from './on-wasm';
import { both, gridOf, pick, sizeOf } from './reference';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(['Sum', 'Mean']));
});

const shape = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 17, 31)), {
  minLength: 1,
  maxLength: 4,
});
const reduction = shape.chain((lengths) =>
  fc.record({
    lengths: fc.constant(lengths),
    axes: fc.subarray(lengths.map((_, axis) => axis)),
    keep: fc.boolean(),
    seed: fc.nat(99),
  }),
);

const add = (a: number, b: number) => a + b;

describe.each([
  ['sum', tf.sum, () => 1, add, 0],
  ['mean', tf.mean, (count: number) => 1 / count, add, 0],
  ['max', tf.max, () => 1, Math.max, Number.NEGATIVE_INFINITY],
  ['min', tf.min, () => 1, Math.min, Number.POSITIVE_INFINITY],
  ['prod', tf.prod, () => 1, (a: number, b: number) => a * b, 1],
] as const)('%s on wasm', (_name, op, scaleOf, join, start) => {
  test('over any axes is what it is in float64', () => {
    fc.assert(
      fc.property(reduction, ({ lengths, axes, keep, seed }) => {
        const { tensor, grid } = both(lengths, seed);
        const out = op(tensor, axes, keep);
        const kept = lengths.map((length, axis) => (axes.includes(axis) ? 1 : length));
        const totals = new Float64Array(sizeOf(kept)).fill(start);
        gridOf(lengths, (index) => {
          const to = kept.reduce((at, length, axis) => at * length + (length === 1 ? 0 : (index[axis] ?? 0)), 0);
          const from = lengths.reduce((at, length, axis) => at * length + (index[axis] ?? 0), 0);
          totals[to] = join(totals[to] ?? 0, grid.values[from] ?? 0);
          return 0;
        });
        const scale = scaleOf(sizeOf(axes.map((axis) => lengths[axis] ?? 1)));
        expect(out.shape).toEqual(keep ? kept : lengths.filter((_, axis) => !axes.includes(axis)));
        expect(
          distance(
            out.dataSync(),
            totals.map((total) => total * scale),
          ),
        ).toBeLessThan(1e-4);
        tf.dispose([tensor, out]);
      }),
      { numRuns: 150 },
    );
  });
});

test('the sum of nothing is zero', () => {
  const [nothing, out] = tf.tidy(() => [tf.zeros([0, 3]), tf.sum(tf.zeros([0, 3]), 0)]);
  expect([...(out?.dataSync() ?? [])]).toEqual([0, 0, 0]);
  tf.dispose([nothing ?? [], out ?? []]);
});

test('a long sum loses no digits to its length', () => {
  const x = tf.fill([3_000_001], Math.fround(0.1));
  const out = tf.sum(x);
  expect((out.dataSync()[0] ?? 0) / (3_000_001 * Math.fround(0.1))).toBeCloseTo(1, 6);
  tf.dispose([x, out]);
});

test('a long sum is the same from several pieces', () => {
  const { tensor, grid } = both([1 << 18], 3);
  const out = tf.sum(tensor);
  expect(distance(out.dataSync(), [grid.values.reduce(add, 0)])).toBeLessThan(1e-5);
  tf.dispose([tensor, out]);
});

test('reductions over axes that lie apart leave no tensor behind', () => {
  const x = tf.ones([3, 4, 5, 2]);
  const before = [tf.memory().numTensors, tf.backend().numDataIds()];
  tf.dispose([tf.sum(x, [0, 2]), tf.max(x, [1, 3], true), tf.mean(x, [])]);
  expect([tf.memory().numTensors, tf.backend().numDataIds()]).toEqual(before);
  x.dispose();
});

test('NaN among the numbers is the largest and the smallest', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([1, Number.NaN, 3, 4, 5, 6], [2, 3]);
    for (const op of [tf.max, tf.min]) {
      expect(op(x, 1).dataSync()[0]).toBeNaN();
      expect(op(x, 0).dataSync()[1]).toBeNaN();
    }
  });
});

test.each([
  ['argMax', tf.argMax, (a: number, b: number) => a > b],
  ['argMin', tf.argMin, (a: number, b: number) => a < b],
] as const)('%s is the first of the places, and passes NaN over', (_name, op, better) => {
  const values = fc.oneof(fc.integer({ min: -4, max: 4 }), fc.constantFrom(Number.NaN, 0.5, Number.POSITIVE_INFINITY));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 19 }), fc.array(values, { minLength: 57, maxLength: 57 }), (length, all) => {
      const numbers = all.slice(0, 3 * length);
      const out = tf.tidy(() => op(tf.tensor2d(numbers, [3, length]), 1));
      const expected = [0, 1, 2].map((row) => {
        const own = numbers.slice(row * length, (row + 1) * length);
        return own.reduce((best, value, at) => (better(value, own[best] ?? 0) ? at : best), 0);
      });
      expect([out.dtype, ...out.dataSync()]).toEqual(['int32', ...expected]);
      out.dispose();
    }),
    { numRuns: 80 },
  );
});

test('a running sum along any axis, with the number itself or without, from either end', () => {
  fc.assert(
    fc.property(shape, fc.nat(3), fc.boolean(), fc.boolean(), (lengths, at, exclusive, reverse) => {
      const axis = at % lengths.length;
      const { tensor, grid } = both(lengths, 8);
      const out = tf.cumsum(tensor, axis, exclusive, reverse);
      const expected = gridOf(lengths, (index) => {
        let sum = 0;
        for (let along = 0; along < (lengths[axis] ?? 0); along++) {
          const place = index[axis] ?? 0;
          const counts = along === place ? !exclusive : reverse ? along > place : along < place;
          if (counts)
            sum += pick(
              grid,
              index.map((own, other) => (other === axis ? along : own)),
            );
        }
        return sum;
      });
      expect(distance(out.dataSync(), expected.values)).toBeLessThan(1e-6);
      tf.dispose([tensor, out]);
    }),
    { numRuns: 60 },
  );
});

test('axes that stand side by side are reduced at once, those of length one wherever they are', () => {
  expect(middlesOf([2, 3, 4, 5], [1, 2])).toEqual([{ outer: 2, length: 12, inner: 5 }]);
  expect(middlesOf([2, 1, 4], [0, 2])).toEqual([{ outer: 1, length: 8, inner: 1 }]);
  expect(middlesOf([2, 3, 4], [0, 2])).toEqual([
    { outer: 6, length: 4, inner: 1 },
    { outer: 1, length: 2, inner: 3 },
  ]);
  expect(middlesOf([2, 3], [])).toEqual([]);
});

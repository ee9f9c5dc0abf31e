import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { middleOf } from '@/workers/kernels/axes';
import { distance, startWasm } from './on-wasm';
import { both, gridOf, sizeOf } from './reference';

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

describe.each([
  ['sum', tf.sum, () => 1],
  ['mean', tf.mean, (count: number) => 1 / count],
] as const)('%s on wasm', (_name, op, scaleOf) => {
  test('over any axes is what it is in float64', () => {
    fc.assert(
      fc.property(reduction, ({ lengths, axes, keep, seed }) => {
        const { tensor, grid } = both(lengths, seed);
        const out = op(tensor, axes, keep);
        const kept = lengths.map((length, axis) => (axes.includes(axis) ? 1 : length));
        const totals = new Float64Array(sizeOf(kept));
        gridOf(lengths, (index) => {
          const to = kept.reduce((at, length, axis) => at * length + (length === 1 ? 0 : (index[axis] ?? 0)), 0);
          const from = lengths.reduce((at, length, axis) => at * length + (index[axis] ?? 0), 0);
          totals[to] = (totals[to] ?? 0) + (grid.values[from] ?? 0);
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

test('axes that stand side by side are one axis, those of length one wherever they are', () => {
  expect(middleOf([2, 3, 4, 5], [1, 2])).toEqual({ outer: 2, length: 12, inner: 5 });
  expect(middleOf([2, 1, 4], [0, 2])).toEqual({ outer: 1, length: 8, inner: 1 });
  expect(middleOf([2, 3, 4], [0, 2])).toBeNull();
});

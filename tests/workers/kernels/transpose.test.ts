import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { fewestAxes } from '@/workers/kernels/layout';
import { distance, startWasm } from './on-wasm';
import { both, gridOf, pick } from './reference';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toContain('Transpose');
});

const transposing = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(1, 4, 16, 17, 33)), { minLength: 1, maxLength: 5 })
  .filter((lengths) => lengths.reduce((size, length) => size * length, 1) < 20_000)
  .chain((lengths) =>
    fc.record({
      lengths: fc.constant(lengths),
      permutation: fc.shuffledSubarray(
        lengths.map((_, axis) => axis),
        { minLength: lengths.length },
      ),
      dtype: fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const),
    }),
  );

test('a transposed tensor of any rank and type has each number where its index says', () => {
  fc.assert(
    fc.property(transposing, ({ lengths, permutation, dtype }) => {
      const { grid } = both(lengths, 1, (value) => (dtype === 'bool' ? Number(value > 0) : Math.round(value * 99)));
      const tensor = tf.tensor([...grid.values], lengths, dtype);
      const out = tf.transpose(tensor, permutation);
      const expected = gridOf(out.shape, (index) =>
        pick(
          grid,
          lengths.map((_, axis) => index[permutation.indexOf(axis)] ?? 0),
        ),
      );
      expect([out.dtype, out.shape]).toEqual([dtype, permutation.map((axis) => lengths[axis])]);
      expect(distance(out.dataSync(), expected.values)).toBe(0);
      tf.dispose([tensor, out]);
    }),
    { numRuns: 200 },
  );
});

test('a transposition that moves no number copies none', () => {
  const x = tf.ones([3, 1, 5]);
  const before = tf.memory().numDataBuffers;
  const out = tf.transpose(x, [1, 0, 2]);
  expect([out.shape, tf.memory().numDataBuffers]).toEqual([[1, 3, 5], before]);
  tf.dispose([x, out]);
});

test('axes that follow on each other are one', () => {
  const axes = [
    { length: 2, steps: [60, 120] },
    { length: 3, steps: [20, 40] },
    { length: 1, steps: [7, 9] },
    { length: 5, steps: [4, 4] },
  ] as const;
  expect(fewestAxes(axes)).toEqual([
    { length: 6, steps: [20, 40] },
    { length: 5, steps: [4, 4] },
  ]);
});

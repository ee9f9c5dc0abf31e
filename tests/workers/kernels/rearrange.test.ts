import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { distance, startWasm } from './on-wasm';
import { both, type Grid, gridOf, pick } from './reference';

const names = ['Concat', 'Pack', 'Unpack', 'PadV2', 'Tile', 'Reverse', 'Cast'];

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(names));
});

const lengths = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 4 });
const dtypes = fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const);
const shaped = fc.record({ lengths, axis: fc.nat(3), dtype: dtypes, seed: fc.nat(99) });

/** Numbers of a type, which is kept however they are moved. */
function numbersOf(shape: readonly number[], dtype: 'float32' | 'int32' | 'bool', seed: number) {
  const { grid } = both(shape, seed, (value) => (dtype === 'bool' ? Number(value > 0) : Math.round(value * 99)));
  return { grid, tensor: tf.tensor([...grid.values], [...shape], dtype) };
}

/** `pick` takes an axis of length one to be broadcast, so only axes that move are told apart by it. */
const same = (out: tf.Tensor, expected: Grid) => {
  expect(out.shape).toEqual(expected.shape);
  expect(distance(out.dataSync(), expected.values)).toBe(0);
};

test('tensors joined along an axis lie one behind the other, and none is left behind', () => {
  fc.assert(
    fc.property(shaped, fc.array(fc.nat(5), { minLength: 1, maxLength: 4 }), (given, counts) => {
      const axis = given.axis % given.lengths.length;
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const parts = counts.map((count, at) =>
          numbersOf(
            given.lengths.map((length, along) => (along === axis ? count : length)),
            given.dtype,
            given.seed + at,
          ),
        );
        const out = tf.concat(
          parts.map(({ tensor }) => tensor),
          axis,
        );
        const starts = counts.map((_, at) => counts.slice(0, at).reduce((sum, count) => sum + count, 0));
        const expected = gridOf(out.shape, (index) => {
          const place = index[axis] ?? 0;
          const part = starts.findLastIndex((start, at) => place >= start && (counts[at] ?? 0) > 0);
          const grid = parts[part]?.grid ?? { shape: [], values: new Float64Array() };
          return pick(
            grid,
            index.map((at, along) => (along === axis ? at - (starts[part] ?? 0) : at)),
          );
        });
        expect(out.dtype).toBe(given.dtype);
        same(out, expected);
      });
      expect(tf.memory().numTensors).toBe(before);
    }),
    { numRuns: 80 },
  );
});

test('tensors that were stacked are what unstacking gives', () => {
  fc.assert(
    fc.property(shaped, fc.integer({ min: 1, max: 4 }), (given, count) => {
      tf.tidy(() => {
        const axis = given.axis % (given.lengths.length + 1);
        const parts = Array.from({ length: count }, (_, at) => numbersOf(given.lengths, given.dtype, given.seed + at));
        const whole = tf.stack(
          parts.map(({ tensor }) => tensor),
          axis,
        );
        expect(whole.shape).toEqual([...given.lengths.slice(0, axis), count, ...given.lengths.slice(axis)]);
        const expected = gridOf(whole.shape, (index) =>
          pick(
            parts[index[axis] ?? 0]?.grid ?? { shape: [], values: new Float64Array() },
            index.filter((_, along) => along !== axis),
          ),
        );
        same(whole, expected);
        for (const [at, part] of tf.unstack(whole, axis).entries()) same(part, parts[at]?.grid ?? expected);
      });
    }),
    { numRuns: 80 },
  );
});

test('a padded tensor has the value around it', () => {
  const padding = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(shaped, padding, ({ lengths: shape, dtype, seed }, paddings) => {
      tf.tidy(() => {
        const { tensor, grid } = numbersOf(shape, dtype, seed);
        const around = paddings.slice(0, shape.length);
        const out = tf.pad(tensor, around, dtype === 'float32' ? -7.5 : 1);
        const expected = gridOf(out.shape, (index) => {
          const place = index.map((at, axis) => at - (around[axis]?.[0] ?? 0));
          const within = place.every((at, axis) => at >= 0 && at < (shape[axis] ?? 0));
          return within ? pick(grid, place) : dtype === 'float32' ? -7.5 : 1;
        });
        same(out, expected);
      });
    }),
    { numRuns: 80 },
  );
});

test('a tiled tensor repeats, a broadcast one too', () => {
  fc.assert(
    fc.property(shaped, fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4 }), (given, times) => {
      tf.tidy(() => {
        const shape = given.lengths;
        const { tensor, grid } = numbersOf(shape, given.dtype, given.seed);
        const out = tf.tile(
          tensor,
          shape.map((_, axis) => times[axis] ?? 1),
        );
        same(
          out,
          gridOf(out.shape, (index) =>
            pick(
              grid,
              index.map((at, axis) => at % (shape[axis] ?? 1)),
            ),
          ),
        );
      });
    }),
    { numRuns: 80 },
  );
  tf.tidy(() => {
    expect([...tf.broadcastTo(tf.tensor2d([1, 2], [2, 1]), [2, 3]).dataSync()]).toEqual([1, 1, 1, 2, 2, 2]);
  });
});

test('a reversed tensor has its axes from the end', () => {
  fc.assert(
    fc.property(shaped, fc.array(fc.boolean(), { minLength: 4 }), ({ lengths: shape, dtype, seed }, turned) => {
      tf.tidy(() => {
        const { tensor, grid } = numbersOf(shape, dtype, seed);
        const axes = shape.map((_, axis) => axis).filter((axis) => turned[axis]);
        const out = tf.reverse(tensor, axes);
        same(
          out,
          gridOf(shape, (index) =>
            pick(
              grid,
              index.map((at, axis) => (axes.includes(axis) ? (shape[axis] ?? 1) - 1 - at : at)),
            ),
          ),
        );
      });
    }),
    { numRuns: 80 },
  );
});

test.each([
  ['float32', 'int32', [-2.9, -0.5, 0, 0.5, 3.99, 1e6], [-2, 0, 0, 0, 3, 1e6]],
  ['float32', 'bool', [-2.9, -0.5, 0, 0.5, Number.NaN, 256], [1, 1, 0, 1, 1, 1]],
  ['int32', 'float32', [-3, 0, 1, 7, 1 << 24], [-3, 0, 1, 7, 1 << 24]],
  ['int32', 'bool', [-3, 0, 1, 256, 0], [1, 0, 1, 1, 0]],
  ['bool', 'float32', [1, 0, 1, 1, 0], [1, 0, 1, 1, 0]],
  ['bool', 'int32', [1, 0, 1, 1, 0], [1, 0, 1, 1, 0]],
] as const)('%s numbers as %s', (from, to, values, expected) => {
  // Long enough for several units, and no multiple of four.
  const times = 501;
  const repeated = (list: readonly number[]) => Array.from({ length: times }, () => list).flat();
  tf.tidy(() => {
    const out = tf.cast(tf.tensor1d(repeated(values), from), to);
    expect(out.dtype).toBe(to);
    expect(distance(out.dataSync(), repeated(expected))).toBe(0);
  });
});

test('tensors that do not fit each other are refused', () => {
  tf.tidy(() => {
    expect(() => tf.concat([tf.ones([2, 3]), tf.ones([3, 3])], 1)).toThrow();
    expect(() => tf.stack([tf.ones([2]), tf.ones([3])])).toThrow();
  });
});

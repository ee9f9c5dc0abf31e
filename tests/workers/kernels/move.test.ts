import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { distance, startWasm } from './on-wasm';
import { both, gridOf, pick, sizeOf } from './reference';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(['GatherV2', 'UnsortedSegmentSum', 'Slice', 'SplitV', 'OneHot']));
});

const shape = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 });

describe('gather on wasm', () => {
  const gathering = shape.chain((lengths) =>
    fc.nat(lengths.length - 1).chain((axis) =>
      fc.record({
        lengths: fc.constant(lengths),
        axis: fc.constant(axis),
        indices: fc.array(fc.nat((lengths[axis] ?? 1) - 1), { maxLength: 12 }),
      }),
    ),
  );

  test('along any axis takes what the indices name', () => {
    fc.assert(
      fc.property(gathering, ({ lengths, axis, indices }) => {
        const { tensor, grid } = both(lengths, 1);
        const out = tf.gather(tensor, tf.tensor1d(indices, 'int32'), axis);
        const expected = gridOf(out.shape, (index) =>
          pick(
            grid,
            index.map((at, along) => (along === axis ? (indices[at] ?? 0) : at)),
          ),
        );
        expect(out.shape).toEqual(lengths.map((length, along) => (along === axis ? indices.length : length)));
        expect(distance(out.dataSync(), expected.values)).toBe(0);
        tf.dispose([tensor, out]);
      }),
      { numRuns: 60 },
    );
  });

  test('an index that is not there is refused, and nothing is left behind', () => {
    const x = tf.ones([3, 2]);
    const indices = tf.tensor1d([0, 3], 'int32');
    const before = tf.memory().numTensors;
    expect(() => tf.gather(x, indices)).toThrow(/3 .* not in 0 … 2/);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([x, indices]);
  });

  test('its gradient adds up the rows that were taken more than once', () => {
    const table = tf.zeros([4, 2]);
    const gradient = tf.grad((x: tf.Tensor) =>
      tf.sum(
        tf.mul(tf.gather(x, tf.tensor1d([1, 3, 1], 'int32')), [
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    )(table);
    expect([...gradient.dataSync()]).toEqual([0, 0, 6, 8, 0, 0, 3, 4]);
    tf.dispose([table, gradient]);
  });
});

test('a sum by segment is the sum of the rows of each id; ids outside are left out', () => {
  const summing = fc.record({
    width: fc.integer({ min: 1, max: 21 }),
    segments: fc.integer({ min: 1, max: 6 }),
    ids: fc.array(fc.integer({ min: -2, max: 8 }), { minLength: 1, maxLength: 30 }),
  });
  fc.assert(
    fc.property(summing, ({ width, segments, ids }) => {
      const { tensor, grid } = both([ids.length, width], 2);
      const out = tf.unsortedSegmentSum(tensor, tf.tensor1d(ids, 'int32'), segments);
      const expected = gridOf([segments, width], ([segment = 0, column = 0]) =>
        ids.reduce((sum, id, row) => sum + (id === segment ? pick(grid, [row, column]) : 0), 0),
      );
      expect(distance(out.dataSync(), expected.values)).toBeLessThan(1e-5);
      tf.dispose([tensor, out]);
    }),
    { numRuns: 60 },
  );
});

describe('slice and split on wasm', () => {
  const slicing = fc.array(
    fc
      .integer({ min: 1, max: 6 })
      .chain((length) =>
        fc
          .nat(length)
          .chain((begin) =>
            fc.record({ length: fc.constant(length), begin: fc.constant(begin), size: fc.nat(length - begin) }),
          ),
      ),
    { minLength: 1, maxLength: 5 },
  );

  test('a slice of any shape is what lies there', () => {
    fc.assert(
      fc.property(slicing, fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const), (axes, dtype) => {
        const lengths = axes.map(({ length }) => length);
        const begin = axes.map((axis) => axis.begin);
        const size = axes.map((axis) => axis.size);
        const { grid } = both(lengths, 3, (value) => (dtype === 'bool' ? Number(value > 0) : Math.trunc(value * 9)));
        const tensor = tf.tensor([...grid.values], lengths, dtype);
        const out = tf.slice(tensor, begin, size);
        const expected = gridOf(size, (index) =>
          pick(
            { ...grid, shape: lengths },
            index.map((at, axis) => at + (begin[axis] ?? 0)),
          ),
        );
        // `pick` broadcasts axes of length one, where the only begin that holds anything is 0.
        expect([out.dtype, out.shape]).toEqual([dtype, size]);
        expect(distance(out.dataSync(), expected.values)).toBe(0);
        tf.dispose([tensor, out]);
      }),
      { numRuns: 150 },
    );
  });

  test('the parts of a split, put together again, are the whole', () => {
    const splitting = shape.chain((lengths) =>
      fc.record({
        lengths: fc.constant(lengths),
        axis: fc.nat(lengths.length - 1),
        first: fc.nat(7),
        open: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(splitting, ({ lengths, axis, first, open }) => {
        const length = lengths[axis] ?? 1;
        const head = Math.min(first, length);
        const { tensor, grid } = both(lengths, 4);
        const parts = tf.split(tensor, [head, open ? -1 : length - head], axis);
        expect(parts.map((part) => part.shape[axis])).toEqual([head, length - head]);
        const whole = tf.concat(
          parts.filter(({ size }) => size > 0),
          axis,
        );
        expect(distance(whole.dataSync(), grid.values)).toBe(0);
        tf.dispose([tensor, whole, ...parts]);
      }),
      { numRuns: 60 },
    );
    const x = tf.ones([5]);
    expect(() => tf.split(x, [2, 2])).toThrow();
    x.dispose();
  });

  test('a slice that reaches beyond its tensor is refused', () => {
    const x = tf.ones([3, 3]);
    expect(() => tf.slice(x, [1, 0], [3, 3])).toThrow();
    x.dispose();
  });
});

test.each(['float32', 'int32', 'bool'] as const)('oneHot writes %s numbers', (dtype) => {
  const out = tf.oneHot(
    tf.tensor2d(
      [
        [0, 2],
        [1, 5],
      ],
      [2, 2],
      'int32',
    ),
    3,
    1,
    0,
    dtype,
  );
  expect([out.dtype, out.shape]).toEqual([dtype, [2, 2, 3]]);
  expect([...out.dataSync()].map(Number)).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]);
  expect(sizeOf(out.shape)).toBe(12);
  out.dispose();
});

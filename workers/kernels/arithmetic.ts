import { broadcast_util } from '@tensorflow/tfjs-core';
import { broadcaster } from './broadcast';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** TF.js's arithmetic of two operands on wasm, for float32: fast where one is a row, a column or a number of the other, which networks are made of. */
export const arithmetic: readonly WasmKernel[] = [
  kernel('Add', { op: 0, swapped: 0 }, (a, b) => a + b),
  kernel('Sub', { op: 1, swapped: 4 }, (a, b) => a - b),
  kernel('Multiply', { op: 2, swapped: 2 }, (a, b) => a * b),
  kernel('RealDiv', { op: 3, swapped: 5 }, (a, b) => a / b),
  kernel('Maximum', { op: 6, swapped: 6 }, Math.max),
  kernel('Minimum', { op: 7, swapped: 7 }, Math.min),
  kernel('SquaredDifference', { op: 8, swapped: 8 }, (a, b) => (a - b) ** 2),
];

/** The gradient of `tf.elu` on wasm, from the function's value y. */
export const eluGrad: WasmKernel = {
  name: 'EluGrad',
  create: ({ heap, parallel, original }) => {
    return (params) => {
      const [dy, y] = [input(params.inputs, 'dy'), input(params.inputs, 'y')];
      if (dy.dtype !== 'float32' || y.dtype !== 'float32') return runOriginal(original, params);
      const out = heap.output(y.shape, 'float32');
      const count = sizeOf(y.shape);
      const addresses = [dy, y, out].map((tensor) => heap.addressOf(tensor));
      parallel.run('binaryFlat', Math.ceil(count / FLAT_UNIT), grainOf(2 * FLAT_UNIT), count, 9, ...addresses);
      return out;
    };
  },
  selfTest: (test) => {
    const [dy, y] = [
      { shape: [3], values: [2, 3, 4] },
      { shape: [3], values: [-0.5, 0, 7] },
    ];
    test.expect({ dy, y }, {}, { shape: [3], values: [1, 3, 4] });
  },
};

/** How a smaller operand lies in the result `[outer, inner]`: all of it, one row for all rows, or one number a row. */
export interface Broadcast {
  readonly kind: 'flat' | 'rows' | 'columns';
  readonly outer: number;
  readonly inner: number;
}

/** How `small` is broadcast to `shape`; null where it is neither a row nor a column of it. */
export function broadcastOf(small: readonly number[], shape: readonly number[]): Broadcast | null {
  const size = sizeOf(shape);
  if (sizeOf(small) === size) return { kind: 'flat', outer: 1, inner: size };
  const padded = [...Array<number>(shape.length - small.length).fill(1), ...small];
  const repeated = shape.map((length, axis) => length > 1 && padded[axis] === 1);
  const matched = shape.map((length, axis) => length > 1 && padded[axis] === length);
  const [firstMatched, lastMatched] = [matched.indexOf(true), matched.lastIndexOf(true)];
  const [firstRepeated, lastRepeated] = [repeated.indexOf(true), repeated.lastIndexOf(true)];
  if (firstMatched < 0) return { kind: 'columns', outer: 1, inner: size };
  if (lastRepeated < firstMatched) return split('rows', shape, firstMatched);
  if (lastMatched < firstRepeated) return split('columns', shape, firstRepeated);
  return null;
}

const split = (kind: Broadcast['kind'], shape: readonly number[], axis: number): Broadcast => ({
  kind,
  outer: sizeOf(shape.slice(0, axis)),
  inner: sizeOf(shape.slice(axis)),
});

interface Operation {
  readonly op: number;
  /** The same with its operands exchanged. */
  readonly swapped: number;
}

function kernel(name: string, operation: Operation, apply: (a: number, b: number) => number): WasmKernel {
  return {
    name,
    create: (context) => create(context, operation),
    selfTest: (test) => {
      const big = { shape: [3, 5], values: Array.from({ length: 15 }, (_, index) => index + 1) };
      const row = { shape: [5], values: [1, 2, 4, 8, 16] };
      const column = { shape: [3, 1], values: [2, 4, 8] };
      const map = (f: (value: number, row: number, column: number) => number) => ({
        shape: [3, 5],
        values: big.values.map((value, index) => f(value, Math.floor(index / 5), index % 5)),
      });
      test.expect(
        { a: big, b: big },
        {},
        map((value) => apply(value, value)),
      );
      test.expect(
        { a: big, b: row },
        {},
        map((value, _, j) => apply(value, row.values[j] ?? 0)),
      );
      test.expect(
        { a: row, b: big },
        {},
        map((value, _, j) => apply(row.values[j] ?? 0, value)),
      );
      const crossed = map((_, i, j) => apply(column.values[i] ?? 0, row.values[j] ?? 0));
      test.expect({ a: column, b: row }, {}, crossed);
      test.expect(
        { a: column, b: big },
        {},
        map((value, i) => apply(column.values[i] ?? 0, value)),
      );
    },
  };
}

function create({ heap, parallel, original }: KernelContext, { op, swapped }: Operation) {
  const broadcastAny = broadcaster({ heap, parallel }, 'binaryBroadcast');
  return (params: Parameters<ReturnType<WasmKernel['create']>>[0]) => {
    const [a, b] = [input(params.inputs, 'a'), input(params.inputs, 'b')];
    if (a.dtype !== 'float32' || b.dtype !== 'float32') return runOriginal(original, params);
    const shape = broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
    const size = sizeOf(shape);
    const exchange = sizeOf(a.shape) !== size;
    const [big, small] = exchange ? [b, a] : [a, b];
    const broadcast = sizeOf(big.shape) === size ? broadcastOf(small.shape, shape) : null;
    const out = heap.output(shape, 'float32');
    if (!broadcast) {
      broadcastAny(a, b, out, [op, swapped], 4);
      return out;
    }
    const { kind, outer, inner } = broadcast;
    const [name, units, cost] =
      kind === 'rows'
        ? (['binaryRows', outer, inner] as const)
        : kind === 'columns' && outer > 1
          ? (['binaryColumns', outer, inner] as const)
          : ([kind === 'flat' ? 'binaryFlat' : 'binaryNumber', Math.ceil(size / FLAT_UNIT), FLAT_UNIT] as const);
    const addresses = [heap.addressOf(big), heap.addressOf(small), heap.addressOf(out)];
    const numbers = kind === 'flat' || outer === 1 ? size : inner;
    parallel.run(name, units, grainOf(2 * cost), numbers, exchange ? swapped : op, ...addresses);
    return out;
  };
}

/** Numbers in a unit of wasm/binary.ts. */
const FLAT_UNIT = 256;

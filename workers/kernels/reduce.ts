import type { TensorInfo } from '@tensorflow/tfjs-core';
import { axesOf, middlesOf } from './axes';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.max`, `tf.min` and `tf.prod` on wasm: over any axes, one run of neighbours after another, without turning the tensor. */
export const max: WasmKernel = reduction('Max', 'reductionIndices', 0, Math.max);
export const min: WasmKernel = reduction('Min', 'axis', 1, Math.min);
export const prod: WasmKernel = reduction('Prod', 'axis', 2, (a, b) => a * b);

function reduction(name: string, attribute: string, op: number, apply: (a: number, b: number) => number): WasmKernel {
  return {
    name,
    create: (context) => {
      const { parallel, original } = context;
      return (params) => {
        const x = input(params.inputs, 'x');
        const axes = axesOf(params.attrs?.[attribute], x.shape);
        if (x.dtype !== 'float32' || sizeOf(x.shape) === 0) return runOriginal(original, params);
        return reduceOver(context, x, axes, params.attrs?.keepDims === true, ({ outer, length, inner }, from, to) => {
          if (inner === 1) parallel.run('reduceRows', outer, grainOf(length), op, length, from, to);
          else {
            const stripes = outer * Math.ceil(inner / STRIPE);
            parallel.run('reduceMiddle', stripes, grainOf(length * STRIPE), op, length, inner, from, to);
          }
        });
      };
    },
    selfTest: (test) => {
      const x = { shape: [2, 3, 2], values: [3, 1, 4, 1.5, 5, -2, 2, 6, 5, 3, -1, 2] };
      const at = (...places: readonly number[]) =>
        places.map((place) => x.values[place] ?? 0).reduce((a, b) => apply(a, b));
      const rows = [0, 2, 4, 6, 8, 10].map((place) => at(place, place + 1));
      test.expect({ x }, { [attribute]: [2], keepDims: false }, { shape: [2, 3], values: rows });
      const middle = [at(0, 2, 4), at(1, 3, 5), at(6, 8, 10), at(7, 9, 11)];
      test.expect({ x }, { [attribute]: [1], keepDims: false }, { shape: [2, 2], values: middle });
      const apart = [at(0, 1, 6, 7), at(2, 3, 8, 9), at(4, 5, 10, 11)];
      test.expect({ x }, { [attribute]: [0, 2], keepDims: false }, { shape: [3], values: apart });
    },
  };
}

/** Columns in a unit of `sumMiddle` and `reduceMiddle`. */
export const STRIPE = 64;

/** Reduces over axes, run of neighbours by run of neighbours from the last on; `last` tells the one that makes the result. A second name for the same numbers where no axis is longer than one. */
export function reduceOver(
  { heap }: Pick<KernelContext, 'heap'>,
  x: TensorInfo,
  axes: readonly number[],
  keep: boolean,
  reduce: (middle: { outer: number; length: number; inner: number }, from: number, to: number, last: boolean) => void,
): TensorInfo {
  const middles = middlesOf(x.shape, axes);
  const shape = x.shape.flatMap((length, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [length]));
  if (middles.length === 0) return heap.view(x, shape);
  let current = x;
  for (const [index, middle] of middles.entries()) {
    const last = index === middles.length - 1;
    const out = heap.output(last ? shape : [middle.outer * middle.inner], 'float32');
    reduce(middle, heap.addressOf(current), heap.addressOf(out), last);
    if (current !== x) heap.dispose(current);
    current = out;
  }
  return current;
}

/** `tf.argMax` and `tf.argMin` on wasm, along the last axis; of equals the first. */
export const argMax: WasmKernel = argExtreme('ArgMax', 1, [1, 0]);
export const argMin: WasmKernel = argExtreme('ArgMin', -1, [0, 2]);

function argExtreme(name: string, sign: number, values: readonly number[]): WasmKernel {
  return {
    name,
    create: ({ heap, parallel, original }) => {
      return (params) => {
        const x = input(params.inputs, 'x');
        const [axis] = axesOf(params.attrs?.axis, x.shape);
        const length = x.shape.at(-1) ?? 0;
        if (x.dtype !== 'float32' || axis !== x.shape.length - 1 || length === 0) return runOriginal(original, params);
        const shape = x.shape.slice(0, -1);
        const out = heap.output(shape, 'int32');
        parallel.run('argRows', sizeOf(shape), grainOf(length), length, sign, heap.addressOf(x), heap.addressOf(out));
        return out;
      };
    },
    selfTest: (test) => {
      const x = { shape: [2, 5], values: [-4, 9, 2, 9, 3, 7, 1, -1, 7, -1] };
      test.expect({ x }, { axis: 1 }, { shape: [2], values });
    },
  };
}

/** `tf.cumsum` on wasm along any axis, its sums in float64. */
export const cumsum: WasmKernel = {
  name: 'Cumsum',
  create: ({ heap, parallel, original }) => {
    return (params) => {
      const x = input(params.inputs, 'x');
      const [axis = 0] = axesOf(params.attrs?.axis, x.shape);
      if (x.dtype !== 'float32' || x.shape.length === 0) return runOriginal(original, params);
      const out = heap.output(x.shape, 'float32');
      const [outer, length, inner] = [
        sizeOf(x.shape.slice(0, axis)),
        x.shape[axis] ?? 1,
        sizeOf(x.shape.slice(axis + 1)),
      ];
      const flags = [Number(params.attrs?.exclusive === true), Number(params.attrs?.reverse === true)];
      const numbers = [length, inner, ...flags, heap.addressOf(x), heap.addressOf(out)];
      parallel.run('cumulativeSums', outer * inner, grainOf(4 * length), ...numbers);
      return out;
    };
  },
  selfTest: (test) => {
    const x = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };
    test.expect({ x }, { axis: 1 }, { shape: [2, 3], values: [1, 3, 6, 4, 9, 15] });
    test.expect({ x }, { axis: 0, exclusive: true, reverse: true }, { shape: [2, 3], values: [4, 5, 6, 0, 0, 0] });
  },
};

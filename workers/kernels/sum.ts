import { axesOf, middleOf } from './axes';
import type { KernelContext, WasmKernel } from './kernel';
import { input, runOriginal, sizeOf } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.sum` on wasm: over any axes that stand side by side, without turning the tensor first. */
export const sum: WasmKernel = reduction('Sum', () => 1);

/** `tf.mean` on wasm, likewise. */
export const mean: WasmKernel = reduction('Mean', (length) => 1 / length);

function reduction(name: string, scaleOf: (length: number) => number): WasmKernel {
  return {
    name,
    create: (context) => create(context, scaleOf),
    selfTest: (test) => {
      const values = Array.from({ length: 2 * 9 * 5 }, (_, index) => (index * 7) % 11);
      const x = { shape: [2, 9, 5], values };
      const along = (outer: number, inner: number, at: (outer: number, inner: number) => readonly number[]) =>
        Array.from({ length: outer * inner }, (_, index) => {
          const terms = at(Math.floor(index / inner), index % inner);
          return terms.reduce((total, place) => total + (values[place] ?? 0), 0) * scaleOf(terms.length);
        });
      const range = (count: number) => Array.from({ length: count }, (_, index) => index);
      const middle = along(2, 5, (o, i) => range(9).map((row) => (o * 9 + row) * 5 + i));
      test.expect({ x }, { axis: 1, keepDims: true }, { shape: [2, 1, 5], values: middle });
      const last = along(18, 1, (o) => range(5).map((column) => o * 5 + column));
      test.expect({ x }, { axis: [2], keepDims: false }, { shape: [2, 9], values: last });
      test.expect({ x }, { axis: [0, 1, 2], keepDims: false }, { shape: [], values: along(1, 1, () => range(90)) });
    },
  };
}

function create({ heap, parallel, original }: KernelContext, scaleOf: (length: number) => number) {
  return (params: Parameters<ReturnType<WasmKernel['create']>>[0]) => {
    const x = input(params.inputs, 'x');
    const axes = axesOf(params.attrs?.axis, x.shape);
    const middle = axes.length === 0 ? { outer: sizeOf(x.shape), length: 1, inner: 1 } : middleOf(x.shape, axes);
    if (x.dtype !== 'float32' || !middle) return runOriginal(original, params);
    const keep = params.attrs?.keepDims === true;
    const shape = x.shape.flatMap((length, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [length]));
    const out = heap.output(shape, 'float32');
    const [from, to] = [heap.addressOf(x), heap.addressOf(out)];
    const { outer, length, inner } = middle;
    if (inner === 1) parallel.run('sumRows', outer, grainOf(length), length, from, to, scaleOf(length));
    else {
      const stripes = outer * Math.ceil(inner / STRIPE);
      parallel.run('sumMiddle', stripes, grainOf(length * STRIPE), length, inner, from, to, scaleOf(length));
    }
    return out;
  };
}

/** Columns in a unit of `sumMiddle`. */
const STRIPE = 64;

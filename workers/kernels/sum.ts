import { axesOf } from './axes';
import type { KernelContext, WasmKernel } from './kernel';
import { input, runOriginal, sizeOf } from './kernel';
import { reduceOver, STRIPE } from './reduce';
import { grainOf } from './threads/parallel';

/** `tf.sum` on wasm: over any axes, without turning the tensor first. */
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

function create(context: KernelContext, scaleOf: (length: number) => number) {
  const { heap, parallel, original } = context;
  return (params: Parameters<ReturnType<WasmKernel['create']>>[0]) => {
    const x = input(params.inputs, 'x');
    const axes = axesOf(params.attrs?.axis, x.shape);
    if (x.dtype !== 'float32') return runOriginal(original, params);
    const scale = scaleOf(sizeOf(axes.map((axis) => x.shape[axis] ?? 1)));
    return reduceOver(context, x, axes, params.attrs?.keepDims === true, ({ outer, length, inner }, from, to, last) => {
      const scaled = last ? scale : 1;
      const pieces = outer === 1 && inner === 1 ? piecesOf(length) : 1;
      if (pieces > 1) {
        const part = length / pieces;
        const parts = heap.scratch(4 * pieces);
        parallel.run('sumRows', pieces, grainOf(part), part, from, parts, 1);
        parallel.run('sumRows', 1, 1, pieces, parts, to, scaled);
      } else if (inner === 1) parallel.run('sumRows', outer, grainOf(length), length, from, to, scaled);
      else {
        const stripes = outer * Math.ceil(inner / STRIPE);
        parallel.run('sumMiddle', stripes, grainOf(length * STRIPE), length, inner, from, to, scaled);
      }
    });
  };
}

/** Into how many equal pieces one long row is cut, so that several threads add it up. */
function piecesOf(length: number): number {
  let pieces = 1;
  while (pieces < 64 && length / pieces > LONG && (length / pieces) % 2 === 0) pieces *= 2;
  return pieces;
}

const LONG = 16_384;

import { slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';

/** `tf.slice` on wasm: copies what is cut out, where TF.js copies the whole tensor first. */
export const slice: WasmKernel = {
  name: 'Slice',
  create: (context) => {
    const cut = cutter(context);
    return (params) => {
      const x = input(params.inputs, 'x');
      if (!isCopied(x)) return runOriginal(context.original, params);
      const { begin = [], size = [] } = params.attrs ?? {};
      const [from = [], counts = []] = slice_util.parseSliceParams(x, numbersOf(begin), numbersOf(size));
      slice_util.assertParamsValid(x, from, counts);
      return cut(x, from, counts);
    };
  },
  selfTest: (test) => {
    const x = { shape: [3, 4, 2], values: Array.from({ length: 24 }, (_, index) => index) };
    test.expect(
      { x },
      { begin: [1, 1, 0], size: [2, 2, 2] },
      { shape: [2, 2, 2], values: [10, 11, 12, 13, 18, 19, 20, 21] },
    );
    test.expect({ x }, { begin: [2, 0, 1], size: [-1, 3, 1] }, { shape: [1, 3, 1], values: [17, 19, 21] });
  },
};

/** `tf.split` on wasm, likewise. */
export const split: WasmKernel = {
  name: 'SplitV',
  create: (context) => {
    const cut = cutter(context);
    return (params) => {
      const x = input(params.inputs, 'x');
      const { numOrSizeSplits, axis = 0 } = params.attrs ?? {};
      if (!isCopied(x)) return runOriginal(context.original, params);
      const [along = 0] = util.parseAxisParam(Number(axis), x.shape);
      const parts = typeof numOrSizeSplits === 'number' ? numOrSizeSplits : numbersOf(numOrSizeSplits);
      let start = 0;
      return splitSizes(x, parts, along).map((length) => {
        const begin = x.shape.map((_, at) => (at === along ? start : 0));
        start += length;
        return cut(
          x,
          begin,
          x.shape.map((whole, at) => (at === along ? length : whole)),
        );
      });
    };
  },
  selfTest: (test) => {
    const x = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };
    test.expect({ x }, { numOrSizeSplits: [2, 1], axis: 1 }, { shape: [2, 2], values: [1, 2, 4, 5] });
  },
};

function cutter({ heap, module }: KernelContext) {
  const copyRuns = module.kernel('copyRuns');
  return (x: TensorInfo, begin: readonly number[], size: readonly number[]): TensorInfo => {
    const out = heap.output(size, x.dtype);
    if (sizeOf(size) === 0) return out;
    const unit = util.bytesPerElement(x.dtype);
    const strides = x.shape.map((_, axis) => unit * sizeOf(x.shape.slice(axis + 1)));
    const start = begin.reduce((at, index, axis) => at + index * (strides[axis] ?? 0), heap.addressOf(x));
    // A run is what lies dense in both: the last axis that is cut, and all behind it.
    const cut = Math.max(
      0,
      x.shape.findLastIndex((length, axis) => length !== size[axis]),
    );
    const run = unit * sizeOf(size.slice(cut));
    const repeated = cut > 0 ? (size[cut - 1] ?? 1) : 1;
    const step = cut > 0 ? (strides[cut - 1] ?? 0) : 0;
    let to = heap.addressOf(out);
    const visit = (axis: number, from: number): void => {
      if (axis >= cut - 1) {
        copyRuns(repeated, run, from, step, to, run);
        to += repeated * run;
        return;
      }
      for (let index = 0; index < (size[axis] ?? 0); index++) visit(axis + 1, from + index * (strides[axis] ?? 0));
    };
    visit(0, start);
    return out;
  };
}

const isCopied = ({ dtype }: TensorInfo): boolean => dtype === 'float32' || dtype === 'int32' || dtype === 'bool';

const numbersOf = (attribute: unknown): number[] =>
  typeof attribute === 'number'
    ? [attribute]
    : Array.isArray(attribute)
      ? attribute.filter((entry): entry is number => typeof entry === 'number')
      : [];

function splitSizes(x: TensorInfo, parts: number | number[], axis: number): number[] {
  const length = x.shape[axis] ?? 0;
  if (typeof parts === 'number') {
    if (length % parts !== 0) throw new RangeError(`An axis of ${length} does not split into ${parts} equal parts.`);
    return Array<number>(parts).fill(length / parts);
  }
  const known = parts.reduce((sum, part) => sum + Math.max(part, 0), 0);
  const sizes = parts.map((part) => (part < 0 ? length - known : part));
  if (sizes.reduce((sum, part) => sum + part, 0) !== length || parts.filter((part) => part < 0).length > 1) {
    throw new RangeError(`An axis of ${length} does not split into parts of ${parts.join(', ')}.`);
  }
  return sizes;
}

import { slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { input, type KernelContext, runOriginal, type WasmKernel } from './kernel';
import { denseSteps, mover } from './layout';

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

function cutter({ heap, parallel }: KernelContext) {
  const move = mover({ heap, parallel });
  return (x: TensorInfo, begin: readonly number[], size: readonly number[]): TensorInfo => {
    const out = heap.output(size, x.dtype);
    const bytes = util.bytesPerElement(x.dtype);
    const [from, to] = [denseSteps(x.shape, bytes), denseSteps(size, bytes)];
    const start = begin.reduce((at, index, axis) => at + index * (from[axis] ?? 0), heap.addressOf(x));
    const axes = size.map((length, axis) => ({ length, steps: [from[axis] ?? 0, to[axis] ?? 0] as const }));
    move(axes, start, heap.addressOf(out), bytes);
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

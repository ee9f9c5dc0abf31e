import { type KernelFunc, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { denseSteps, mover } from './layout';

/** `tf.concat` on wasm: each tensor's runs go to their places in the result. */
export const concat: WasmKernel = {
  name: 'Concat',
  create: (context) => {
    const join = joiner(context);
    return (params) => {
      const tensors = listOf(params.inputs);
      const [first] = tensors;
      if (!first || !canMove(tensors)) return runOriginal(context.original, params);
      const [axis = 0] = util.parseAxisParam(Number(params.attrs?.axis ?? 0), first.shape);
      for (const { shape } of tensors) {
        const fits = shape.every((length, at) => at === axis || length === first.shape[at]);
        if (shape.length !== first.shape.length || !fits) {
          throw new RangeError(`Tensors of [${first.shape}] and [${shape}] cannot be joined along axis ${axis}.`);
        }
      }
      const length = tensors.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
      const shape = first.shape.map((own, at) => (at === axis ? length : own));
      return join(tensors, shape, sizeOf(first.shape.slice(0, axis)));
    };
  },
  selfTest: (test) => {
    const inputs = {
      0: { shape: [2, 1], values: [1, 2] },
      1: { shape: [2, 2], values: [3, 4, 5, 6] },
    };
    test.expect(inputs, { axis: 1 }, { shape: [2, 3], values: [1, 3, 4, 2, 5, 6] });
  },
};

/** `tf.stack` on wasm, likewise. */
export const pack: WasmKernel = {
  name: 'Pack',
  create: (context) => {
    const join = joiner(context);
    return (params) => {
      const tensors = listOf(params.inputs);
      const [first] = tensors;
      if (!first || !canMove(tensors)) return runOriginal(context.original, params);
      const wrong = tensors.find(({ shape }) => shape.join() !== first.shape.join());
      if (wrong) throw new RangeError(`Tensors of [${first.shape}] and [${wrong.shape}] cannot be stacked.`);
      const rank = first.shape.length + 1;
      const axis = (Number(params.attrs?.axis ?? 0) + rank) % rank;
      const shape = [...first.shape.slice(0, axis), tensors.length, ...first.shape.slice(axis)];
      return join(tensors, shape, sizeOf(first.shape.slice(0, axis)));
    };
  },
  selfTest: (test) => {
    const inputs = { 0: { shape: [2], values: [1, 2] }, 1: { shape: [2], values: [3, 4] } };
    test.expect(inputs, { axis: 1 }, { shape: [2, 2], values: [1, 3, 2, 4] });
  },
};

/** Writes tensors `[outer, own]` side by side into a new one `[outer, all of them]`. */
function joiner({ heap, parallel }: KernelContext) {
  const move = mover({ heap, parallel });
  return (tensors: readonly TensorInfo[], shape: readonly number[], outer: number): TensorInfo => {
    const dtype = tensors[0]?.dtype ?? 'float32';
    const out = heap.output(shape, dtype);
    if (sizeOf(shape) === 0) return out;
    const bytes = util.bytesPerElement(dtype);
    const row = (bytes * sizeOf(shape)) / outer;
    let to = heap.addressOf(out);
    for (const tensor of tensors) {
      const own = sizeOf(tensor.shape) / outer;
      const axes = [
        { length: outer, steps: [own * bytes, row] },
        { length: own, steps: [bytes, bytes] },
      ] as const;
      move(axes, heap.addressOf(tensor), to, bytes);
      to += own * bytes;
    }
    return out;
  };
}

/** `tf.unstack` on wasm. */
export const unpack: WasmKernel = {
  name: 'Unpack',
  create: ({ heap, parallel, original }) => {
    const move = mover({ heap, parallel });
    return (params) => {
      const value = params.inputs.value;
      if (!value || !canMove([value])) return runOriginal(original, params);
      const rank = value.shape.length;
      const axis = (Number(params.attrs?.axis ?? 0) + rank) % rank;
      const bytes = util.bytesPerElement(value.dtype);
      const [outer, count] = [sizeOf(value.shape.slice(0, axis)), value.shape[axis] ?? 0];
      const run = sizeOf(value.shape.slice(axis + 1));
      const shape = value.shape.filter((_, at) => at !== axis);
      const [step = 0] = denseSteps([count, run], bytes);
      return Array.from({ length: count }, (_, index) => {
        const out = heap.output(shape, value.dtype);
        const axes = [
          { length: outer, steps: [count * step, step] },
          { length: run, steps: [bytes, bytes] },
        ] as const;
        move(axes, heap.addressOf(value) + index * step, heap.addressOf(out), bytes);
        return out;
      });
    };
  },
  selfTest: (test) => {
    test.expect({ value: { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] } }, { axis: 1 }, { shape: [2], values: [1, 4] });
  },
};

/** Ops of many tensors give them as a list, or as an object whose keys count. */
const listOf = (inputs: Parameters<KernelFunc>[0]['inputs']): readonly TensorInfo[] =>
  Object.values(inputs).filter((tensor): tensor is TensorInfo => tensor !== undefined);

const canMove = (tensors: readonly TensorInfo[]): boolean =>
  tensors.every(
    ({ dtype }) => dtype === tensors[0]?.dtype && (dtype === 'float32' || dtype === 'int32' || dtype === 'bool'),
  );

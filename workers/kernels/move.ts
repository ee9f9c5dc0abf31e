import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { axesOf } from './axes';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { type Axis, denseSteps, mover } from './layout';
import { grainOf } from './threads/parallel';

/** `tf.pad` on wasm with one value around. */
export const pad: WasmKernel = {
  name: 'PadV2',
  create: ({ heap, parallel, original }) => {
    const move = mover({ heap, parallel });
    return (params) => {
      const x = input(params.inputs, 'x');
      const given: unknown = params.attrs?.paddings;
      if (x.dtype !== 'float32' || !Array.isArray(given)) return runOriginal(original, params);
      const paddings = given.map((pair: unknown) => (Array.isArray(pair) ? pair.map(Number) : []));
      const shape = x.shape.map((length, axis) => length + (paddings[axis]?.[0] ?? 0) + (paddings[axis]?.[1] ?? 0));
      const out = heap.output(shape, 'float32');
      const [from, to] = [denseSteps(x.shape, 4), denseSteps(shape, 4)];
      const start = paddings.reduce((at, [before = 0], axis) => at + before * (to[axis] ?? 0), heap.addressOf(out));
      const value = Number(params.attrs?.constantValue ?? 0);
      const count = sizeOf(shape);
      parallel.run('fillFlat', Math.ceil(count / 4096), grainOf(4096), count, value, heap.addressOf(out));
      move(
        x.shape.map((length, axis) => ({ length, steps: [from[axis] ?? 0, to[axis] ?? 0] as const })),
        heap.addressOf(x),
        start,
        4,
      );
      return out;
    };
  },
  selfTest: (test) => {
    const x = { shape: [2, 2], values: [1, 2, 3, 4] };
    const paddings = [
      [0, 1],
      [1, 0],
    ];
    test.expect({ x }, { paddings, constantValue: 9 }, { shape: [3, 3], values: [9, 1, 2, 9, 3, 4, 9, 9, 9] });
  },
};

/** `tf.tile` on wasm, and with it `tf.broadcastTo`: axes repeat by steps of nothing. */
export const tile: WasmKernel = {
  name: 'Tile',
  create: (context) => {
    const gather = reader(context);
    return (params) => {
      const x = input(params.inputs, 'x');
      const reps: unknown = params.attrs?.reps;
      if (!canMove(x) || !Array.isArray(reps)) return runOriginal(context.original, params);
      const steps = denseSteps(x.shape, util.bytesPerElement(x.dtype));
      const times = x.shape.map((_, axis) => Number(reps[axis] ?? 1));
      const shape = x.shape.map((length, axis) => length * (times[axis] ?? 1));
      const axes = x.shape.flatMap((length, axis) => [
        { length: times[axis] ?? 1, step: 0 },
        { length, step: steps[axis] ?? 0 },
      ]);
      return gather(x, shape, axes, 0);
    };
  },
  selfTest: (test) => {
    const x = { shape: [2, 2], values: [1, 2, 3, 4] };
    test.expect({ x }, { reps: [1, 3] }, { shape: [2, 6], values: [1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4] });
  },
};

/** `tf.reverse` on wasm: axes are walked from their ends. */
export const reverse: WasmKernel = {
  name: 'Reverse',
  create: (context) => {
    const gather = reader(context);
    return (params) => {
      const x = input(params.inputs, 'x');
      if (!canMove(x)) return runOriginal(context.original, params);
      const turned = axesOf(params.attrs?.dims, x.shape);
      const steps = denseSteps(x.shape, util.bytesPerElement(x.dtype));
      const axes = x.shape.map((length, axis) => ({
        length,
        step: (turned.includes(axis) ? -1 : 1) * (steps[axis] ?? 0),
      }));
      const start = turned.reduce((at, axis) => at + ((x.shape[axis] ?? 1) - 1) * (steps[axis] ?? 0), 0);
      return gather(x, x.shape, axes, start);
    };
  },
  selfTest: (test) => {
    const x = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };
    test.expect({ x }, { dims: [1] }, { shape: [2, 3], values: [3, 2, 1, 6, 5, 4] });
    test.expect({ x }, { dims: [0] }, { shape: [2, 3], values: [4, 5, 6, 1, 2, 3] });
  },
};

/** A new dense tensor, read from another along these axes, `step` bytes at a time from `start` bytes on. */
function reader({ heap, parallel }: KernelContext) {
  const move = mover({ heap, parallel });
  return (
    x: TensorInfo,
    shape: readonly number[],
    read: readonly { length: number; step: number }[],
    start: number,
  ) => {
    const out = heap.output(shape, x.dtype);
    const bytes = util.bytesPerElement(x.dtype);
    const to = denseSteps(
      read.map(({ length }) => length),
      bytes,
    );
    const axes: Axis[] = read.map(({ length, step }, at) => ({ length, steps: [step, to[at] ?? 0] }));
    move(axes, heap.addressOf(x) + start, heap.addressOf(out), bytes);
    return out;
  };
}

const canMove = ({ dtype }: TensorInfo): boolean => dtype === 'float32' || dtype === 'int32' || dtype === 'bool';

import { util } from '@tensorflow/tfjs-core';
import { input, runOriginal, type WasmKernel } from './kernel';
import { denseSteps, fewestAxes, mover } from './layout';

/** `tf.transpose` on wasm: tiles of 4 × 4 where rows become columns, whole runs where the last axis stays, no copy where no number moves. */
export const transpose: WasmKernel = {
  name: 'Transpose',
  create: ({ heap, parallel, original }) => {
    const move = mover({ heap, parallel });
    return (params) => {
      const x = input(params.inputs, 'x');
      if (x.dtype === 'string' || x.dtype === 'complex64') return runOriginal(original, params);
      const permutation = Array.isArray(params.attrs?.perm) ? params.attrs.perm.map(Number) : [];
      const shape = permutation.map((axis) => x.shape[axis] ?? 1);
      const bytes = util.bytesPerElement(x.dtype);
      const [from, to] = [denseSteps(x.shape, bytes), denseSteps(shape, bytes)];
      const axes = shape.map((length, at) => {
        const steps = [from[permutation[at] ?? 0] ?? 0, to[at] ?? 0] as const;
        return { length, steps };
      });
      const [whole, ...more] = fewestAxes(axes);
      if (!whole || (more.length === 0 && whole.steps[0] === whole.steps[1])) return heap.view(x, shape);
      const out = heap.output(shape, x.dtype);
      move(axes, heap.addressOf(x), heap.addressOf(out), bytes);
      return out;
    };
  },
  selfTest: (test) => {
    const [rows, columns] = [19, 7];
    const x = { shape: [rows, columns], values: Array.from({ length: rows * columns }, (_, index) => index) };
    const turned = x.values.map((_, index) => (index % rows) * columns + Math.floor(index / rows));
    test.expect({ x }, { perm: [1, 0] }, { shape: [columns, rows], values: turned });
    const cube = { shape: [2, 2, 3], values: Array.from({ length: 12 }, (_, index) => index) };
    const swapped = [0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11];
    test.expect({ x: cube }, { perm: [1, 0, 2] }, { shape: [2, 2, 3], values: swapped });
  },
};

import { axesOf, middleOf } from './axes';
import { input, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.softmax` on wasm, over the last axis as TF.js has it. */
export const softmax: WasmKernel = {
  name: 'Softmax',
  create:
    ({ heap, parallel, original }) =>
    (params) => {
      const logits = input(params.inputs, 'logits');
      if (logits.dtype !== 'float32') return runOriginal(original, params);
      const length = logits.shape.at(-1) ?? 1;
      const rows = length === 0 ? 0 : sizeOf(logits.shape) / length;
      const out = heap.output(logits.shape, 'float32');
      parallel.run('softmaxRows', rows, grainOf(16 * length), length, heap.addressOf(logits), heap.addressOf(out));
      return out;
    },
  selfTest: (test) => {
    const values = [0, 1, 2, 3, 4].map((power) => power * Math.LN2);
    const shares = [1, 2, 4, 8, 16].map((share) => share / 31);
    const logits = { shape: [2, 5], values: [...values, ...values.map((value) => value - 80)] };
    test.expect({ logits }, { dim: 1 }, { shape: [2, 5], values: [...shares, ...shares] });
  },
};

/** `tf.max` and `tf.min` on wasm over the last axes; over others TF.js turns the tensor first, and does it itself. */
export const extremes: readonly WasmKernel[] = [
  extreme('Max', 'reductionIndices', 0, [3, 7]),
  extreme('Min', 'axis', 1, [-9, -5]),
];

function extreme(name: string, axisName: string, smallest: number, values: readonly number[]): WasmKernel {
  return {
    name,
    create:
      ({ heap, parallel, original }) =>
      (params) => {
        const x = input(params.inputs, 'x');
        const axes = axesOf(params.attrs?.[axisName], x.shape);
        const middle = axes.length > 0 ? middleOf(x.shape, axes) : null;
        const ours = middle && middle.inner === 1 && middle.length > 0 && x.dtype === 'float32';
        if (!ours) return runOriginal(original, params);
        const keep = params.attrs?.keepDims === true;
        const shape = x.shape.flatMap((length, axis) => (axes.includes(axis) ? (keep ? [1] : []) : [length]));
        const out = heap.output(shape, 'float32');
        const { outer, length } = middle;
        parallel.run('extremeRows', outer, grainOf(length), length, smallest, heap.addressOf(x), heap.addressOf(out));
        return out;
      },
    selfTest: (test) => {
      const x = { shape: [2, 5], values: [3, -9, 2, 1, 0, 6, 5, 4, -5, 7] };
      test.expect({ x }, { [axisName]: [1], keepDims: false }, { shape: [2], values });
    },
  };
}

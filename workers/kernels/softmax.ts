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

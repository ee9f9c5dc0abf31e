import { input, runOriginal, type WasmKernel } from './kernel';

/** `tf.clone` on wasm: the same numbers under a second name, as every other backend has it; TF.js copies them. */
export const identity: WasmKernel = {
  name: 'Identity',
  create:
    ({ heap, original }) =>
    (params) => {
      const x = input(params.inputs, 'x');
      return x.dtype === 'string' ? runOriginal(original, params) : heap.view(x, x.shape);
    },
  selfTest: (test) => {
    test.expect({ x: { shape: [3], values: [1, 2, 3] } }, {}, { shape: [3], values: [1, 2, 3] });
  },
};

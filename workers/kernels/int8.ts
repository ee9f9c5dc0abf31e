import { input, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/**
 * A linear map whose weights have eight bits: `x [..., k]`, `codes [n, depth / 4]` int32, four int8 codes in each number as they lie in memory, `depth` a
 * multiple of 16 with zeros beyond k; `scales [n]`, `bias [n]` or none. Gives `x · (scales ⊙ codes)ᵀ + bias`, `[..., n]`.
 */
export const fusedLinearInt8: WasmKernel = {
  name: 'FusedLinearInt8',
  create:
    ({ heap, module, parallel }) =>
    ({ inputs }) => {
      const [x, codes, scales] = [input(inputs, 'x'), input(inputs, 'codes'), input(inputs, 'scales')];
      const [n = 0, words = 0] = codes.shape;
      const k = x.shape.at(-1) ?? 0;
      const depth = 4 * words;
      if (depth < k || depth % 16 !== 0 || scales.shape[0] !== n) {
        throw new RangeError(`Codes [${codes.shape}] and scales [${scales.shape}] do not fit [${x.shape}].`);
      }
      const out = heap.output([...x.shape.slice(0, -1), n], 'float32');
      const m = sizeOf(x.shape.slice(0, -1));
      const scratch = heap.scratch(parallel.threads * module.kernel('matmulInt8ScratchBytes')(depth));
      const bias = inputs.bias ? heap.addressOf(inputs.bias) : 0;
      const addresses = [...[x, codes, scales].map(heap.addressOf), bias, heap.addressOf(out), scratch];
      parallel.run('matmulInt8', Math.ceil(n / 4), grainOf(4 * (m + 1) * k), m, n, k, depth, ...addresses);
      return out;
    },
  selfTest: (test) => {
    // Codes 1, −2 and 0 … of one output, in the bytes of four numbers.
    const codes = { shape: [1, 4], values: [1 | ((-2 & 255) << 8), 0, 0, 0], dtype: 'int32' } as const;
    const [x, scales] = [
      { shape: [2, 2], values: [3, 4, 5, 6] },
      { shape: [1], values: [0.5] },
    ];
    test.expect({ x, codes, scales }, {}, { shape: [2, 1], values: [-2.5, -3.5] });
  },
};

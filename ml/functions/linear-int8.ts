import { add, gather, matMul, reshape, type Tensor, tensor2d, tidy } from '../tf';
import { runFused } from './fused';

/** The kernel that multiplies by codes as they are. */
export const INT8_KERNEL = 'FusedLinearInt8';

/** A matrix `[k, n]` in eight bits: the numbers of column `j` are the codes of row `j` in `codes`, each group of them times its scale. */
export interface Int8Matrix {
  /** `[n, depth / 4]` int32, four int8 codes in each number, lowest byte first; depth is k rounded up to sixteen. */
  readonly codes: Tensor;
  /** `[n, ⌈k / group⌉]` */
  readonly scales: Tensor;
  /** k */
  readonly inputs: number;
  /** Codes of a column, one after the other, that share a scale. */
  readonly group: number;
}

/** Codes `[n, k]` and scales `[n, ⌈k / group⌉]`, output after output, as tensors of the caller's. */
export function int8Matrix(codes: Int8Array, scales: Float32Array, inputs: number, group: number): Int8Matrix {
  const outputs = codes.length / inputs;
  const depth = Math.ceil(inputs / 16) * 16;
  const padded = new Int8Array(outputs * depth);
  for (let output = 0; output < outputs; output++)
    padded.set(codes.subarray(output * inputs, (output + 1) * inputs), output * depth);
  return {
    codes: tensor2d(new Int32Array(padded.buffer), [outputs, depth / 4], 'int32'),
    scales: tensor2d(scales, [outputs, Math.ceil(inputs / group)]),
    inputs,
    group,
  };
}

/** `x [..., k]` times a quantised matrix `[k, n]`, plus `bias [n]`: one kernel where the backend has it, otherwise a product with the matrix made float again. */
export function linearInt8(x: Tensor, matrix: Int8Matrix, bias?: Tensor): Tensor {
  const { codes, scales, group, inputs } = matrix;
  // The kernel knows one scale for each output.
  const [fused] = (group >= inputs && runFused(INT8_KERNEL, { x, codes, scales, bias })) || [];
  if (fused) return fused;
  return tidy(() => {
    const product = matMul(reshape(x, [-1, matrix.inputs]), widened(matrix), false, true);
    return reshape(bias ? add(product, bias) : product, [...x.shape.slice(0, -1), codes.shape[0] ?? 0]);
  });
}

/** Rows `[N, k]` of the transposed matrix `[n, k]` by their numbers, as float32: vectors of a table. */
export const rowsInt8 = (matrix: Int8Matrix, ids: Tensor): Tensor =>
  tidy(() => widened({ ...matrix, codes: gather(matrix.codes, ids), scales: gather(matrix.scales, ids) }));

/** The numbers as float32 `[n, k]`. */
function widened({ codes, scales, inputs, group }: Int8Matrix): Tensor {
  const [outputs = 0, words = 0] = codes.shape;
  const [bytes, factors] = [new Int8Array(Int32Array.from(codes.dataSync()).buffer), scales.dataSync()];
  const groups = scales.shape[1] ?? 0;
  const numbers = new Float32Array(outputs * inputs);
  for (let output = 0; output < outputs; output++)
    for (let at = 0; at < inputs; at++)
      numbers[output * inputs + at] =
        (bytes[output * 4 * words + at] ?? 0) * (factors[output * groups + Math.floor(at / group)] ?? 0);
  return tensor2d(numbers, [outputs, inputs]);
}

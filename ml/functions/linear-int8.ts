import { add, cast, matMul, mul, reshape, slice, type Tensor, tensor1d, tensor2d, tidy } from '../tf';
import { runFused } from './fused';

/** A matrix `[k, n]` in eight bits: column `j` is about `scales[j]` times the codes of its row in `codes`. */
export interface Int8Matrix {
  /** `[n, depth / 4]` int32, four int8 codes in each number, lowest byte first; depth is k rounded up to sixteen. */
  readonly codes: Tensor;
  /** `[n]` */
  readonly scales: Tensor;
  readonly inputs: number;
}

/**
 * Quantises a weight `[k, n]` symmetrically, each output by its own scale: `scale = max |w| / 127` (Krishnamoorthi 2018, section 2.2, per channel). Its two
 * tensors are the caller's. An output of zeros has scale 0.
 */
export function quantiseInt8(weight: ArrayLike<number>, inputs: number, outputs: number): Int8Matrix {
  const depth = Math.ceil(inputs / 16) * 16;
  const codes = new Int8Array(outputs * depth);
  const scales = new Float32Array(outputs);
  for (let output = 0; output < outputs; output++) {
    let largest = 0;
    for (let input = 0; input < inputs; input++) {
      largest = Math.max(largest, Math.abs(weight[input * outputs + output] ?? 0));
    }
    const scale = largest / 127;
    scales[output] = scale;
    for (let input = 0; scale > 0 && input < inputs; input++) {
      codes[output * depth + input] = Math.round((weight[input * outputs + output] ?? 0) / scale);
    }
  }
  const words = new Int32Array(codes.buffer);
  return { codes: tensor2d(words, [outputs, depth / 4], 'int32'), scales: tensor1d(scales), inputs };
}

/** `x [..., k]` times a quantised matrix `[k, n]`, plus `bias [n]`: one kernel where the backend has it, otherwise a product with the matrix made float again. */
export function linearInt8(x: Tensor, matrix: Int8Matrix, bias?: Tensor): Tensor {
  const [fused] = runFused('FusedLinearInt8', { x, codes: matrix.codes, scales: matrix.scales, bias }) ?? [];
  if (fused) return fused;
  return tidy(() => {
    const rows = reshape(x, [-1, matrix.inputs]);
    const product = mul(matMul(rows, widened(matrix), false, true), matrix.scales);
    return reshape(bias ? add(product, bias) : product, [...x.shape.slice(0, -1), matrix.codes.shape[0] ?? 0]);
  });
}

/** The codes as float32 `[n, k]`. */
function widened({ codes, inputs }: Int8Matrix): Tensor {
  const [outputs = 0, words = 0] = codes.shape;
  const bytes = new Int8Array(Int32Array.from(codes.dataSync()).buffer);
  const all = cast(tensor2d(Int32Array.from(bytes), [outputs, 4 * words], 'int32'), 'float32');
  return slice(all, [0, 0], [outputs, inputs]);
}

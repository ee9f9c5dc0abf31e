import { fused, matMul, reshape, type Tensor } from '../tf';

/**
 * `x · weight + bias` over the last axis: `[..., in] → [..., out]`, weight `[in, out]`. One plain matrix product,
 * whatever the rank of `x`, because that is the product backends are quick at.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [inputs = 0, outputs = 0] = weight.shape;
  const rows = reshape(x, [-1, inputs]);
  const product = bias
    ? fused.matMul({ a: rows, b: weight, transposeA: false, transposeB: false, bias })
    : matMul(rows, weight);
  return reshape(product, [...x.shape.slice(0, -1), outputs]);
}

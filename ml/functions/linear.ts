import { add, fused, matMul, reshape, sum, type Tensor } from '../tf';
import { savedAt, withGradient } from './with-gradient';

/**
 * `x · weight + bias` over the last axis: `[..., in] → [..., out]`, weight `[in, out]`. One plain matrix product,
 * whatever the rank of `x`, because that is the product backends are quick at. Its gradient needs `x` and the weight, and not, as that of TF.js's fused
 * product, the result.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const [inputs = 0, outputs = 0] = weight.shape;
  return withGradient(
    bias ? [x, weight, bias] : [x, weight],
    (save) => {
      const rows = reshape(x, [-1, inputs]);
      save([rows, weight]);
      const product = bias
        ? fused.matMul({ a: rows, b: weight, transposeA: false, transposeB: false, bias })
        : matMul(rows, weight);
      return {
        value: reshape(product, [...x.shape.slice(0, -1), outputs]),
        gradient: (dy, saved) => {
          const [rows, weight, towards] = [savedAt(saved, 0), savedAt(saved, 1), reshape(dy, [-1, outputs])];
          const toInput = reshape(matMul(towards, weight, false, true), x.shape);
          const toWeight = matMul(rows, towards, true, false);
          return bias ? [toInput, toWeight, sum(towards, 0)] : [toInput, toWeight];
        },
      };
    },
    () => {
      const product = matMul(reshape(x, [-1, inputs]), weight);
      return reshape(bias ? add(product, bias) : product, [...x.shape.slice(0, -1), outputs]);
    },
  );
}

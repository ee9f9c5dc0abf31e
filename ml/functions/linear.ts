import { add, fused, matMul, reshape, sum, type Tensor } from '../tf';
import { codedOf } from './coded';
import { isFrozen } from './frozen';
import { linearInt8 } from './linear-int8';
import { type Save, savedAt, type ValueWithGradient, withGradient } from './with-gradient';

/**
 * `x · weight + bias` over the last axis: `[..., in] → [..., out]`, weight `[in, out]`. One plain matrix product,
 * whatever the rank of `x`, because that is the product backends are quick at. Its gradient needs `x` and the weight, and not, as that of TF.js's fused
 * product, the result. Of a weight that is frozen it needs the weight alone, so that nothing of `x` is kept. One that is there as codes has no gradient.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor): Tensor {
  const coded = codedOf(weight);
  if (coded) return linearInt8(x, coded, bias);
  const [inputs = 0, outputs = 0] = weight.shape;
  const shape = [...x.shape.slice(0, -1), outputs];
  const product = (rows: Tensor): Tensor => {
    const all = bias
      ? fused.matMul({ a: rows, b: weight, transposeA: false, transposeB: false, bias })
      : matMul(rows, weight);
    return reshape(all, shape);
  };
  const toInput = (dy: Tensor, weight: Tensor): Tensor => reshape(matMul(dy, weight, false, true), x.shape);
  const throughFrozen = (save: Save): ValueWithGradient<Tensor> => {
    save([weight]);
    return {
      value: product(reshape(x, [-1, inputs])),
      gradient: (dy, saved) => [toInput(reshape(dy, [-1, outputs]), savedAt(saved, 0))],
    };
  };
  const throughTrained = (save: Save): ValueWithGradient<Tensor> => {
    const rows = reshape(x, [-1, inputs]);
    save([rows, weight]);
    return {
      value: product(rows),
      gradient: (dy, saved) => {
        const [rows, weight, towards] = [savedAt(saved, 0), savedAt(saved, 1), reshape(dy, [-1, outputs])];
        const both = [toInput(towards, weight), matMul(rows, towards, true, false)];
        return bias ? [...both, sum(towards, 0)] : both;
      },
    };
  };
  const composed = (): Tensor => {
    const all = matMul(reshape(x, [-1, inputs]), weight);
    return reshape(bias ? add(all, bias) : all, shape);
  };
  if (isFrozen(weight) && (!bias || isFrozen(bias))) return withGradient([x], throughFrozen, composed);
  return withGradient(bias ? [x, weight, bias] : [x, weight], throughTrained, composed);
}

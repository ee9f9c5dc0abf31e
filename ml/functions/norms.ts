import { add, matMul, mean, mul, ones, reshape, rsqrt, square, sub, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { type Save, savedAt, type ValueWithGradient, withGradient } from './with-gradient';

/**
 * Layer normalisation over the last axis (Ba et al. 2016): `(x − mean) / √(variance + ε) · weight + bias`.
 * `x [..., C]`, `weight [C]`, `bias [C]` or none.
 */
export function layerNorm(x: Tensor, weight: Tensor, bias: Tensor | undefined, epsilon: number): Tensor {
  const inputs = bias ? [x, weight, bias] : [x, weight];
  return withGradient(
    inputs,
    (save) => fusedLayerNorm(x, weight, bias, epsilon, save) ?? composedLayerNorm(x, weight, bias, epsilon, save),
    () => {
      const centred = sub(x, mean(x, -1, true));
      const scaled = mul(mul(centred, inverseSize(centred, epsilon)), weight);
      return bias ? add(scaled, bias) : scaled;
    },
  );
}

/** Root-mean-square normalisation over the last axis (Zhang & Sennrich 2019): `x / √(mean(x²) + ε) · weight`. */
export function rmsNorm(x: Tensor, weight: Tensor, epsilon: number): Tensor {
  return withGradient(
    [x, weight],
    (save) => fusedRmsNorm(x, weight, epsilon, save) ?? composedRmsNorm(x, weight, epsilon, save),
    () => mul(mul(x, inverseSize(x, epsilon)), weight),
  );
}

/** Keeps x itself, which others keep too, and two numbers a row: the normalised tensor is made again on the way back. */
function fusedLayerNorm(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  epsilon: number,
  save: Save,
): ValueWithGradient<Tensor> | undefined {
  const [value, mean, inverse] = forwardFused('FusedLayerNorm', { x, weight, bias }, { epsilon });
  if (!value || !mean || !inverse) return undefined;
  save([x, weight, mean, inverse]);
  return {
    value,
    gradient: (dy, saved) => {
      const [x, weight] = [savedAt(saved, 0), savedAt(saved, 1)];
      const kept = { mean: savedAt(saved, 2), inverse: savedAt(saved, 3) };
      return gradientFused('FusedLayerNormGrad', { x, dy, weight, ...kept }, { bias: bias !== undefined });
    },
  };
}

function fusedRmsNorm(x: Tensor, weight: Tensor, epsilon: number, save: Save): ValueWithGradient<Tensor> | undefined {
  const [value, inverse] = forwardFused('FusedRmsNorm', { x, weight }, { epsilon });
  if (!value || !inverse) return undefined;
  save([x, weight, inverse]);
  return {
    value,
    gradient: (dy, saved) => {
      const [x, weight, inverse] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      return gradientFused('FusedRmsNormGrad', { x, dy, weight, inverse });
    },
  };
}

function composedLayerNorm(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | undefined,
  epsilon: number,
  save: Save,
): ValueWithGradient<Tensor> {
  const centred = sub(x, mean(x, -1, true));
  const inverse = inverseSize(centred, epsilon);
  const normal = mul(centred, inverse);
  save([normal, inverse, weight]);
  const scaled = mul(normal, weight);
  return {
    value: bias ? add(scaled, bias) : scaled,
    gradient: (dy, saved) => {
      const [normal, inverse, weight] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      const towards = mul(dy, weight);
      const along = mul(normal, mean(mul(towards, normal), -1, true));
      const toInput = mul(sub(sub(towards, mean(towards, -1, true)), along), inverse);
      const toWeight = sumRows(mul(dy, normal));
      return bias ? [toInput, toWeight, sumRows(dy)] : [toInput, toWeight];
    },
  };
}

function composedRmsNorm(x: Tensor, weight: Tensor, epsilon: number, save: Save): ValueWithGradient<Tensor> {
  const inverse = inverseSize(x, epsilon);
  const normal = mul(x, inverse);
  save([normal, inverse, weight]);
  return {
    value: mul(normal, weight),
    gradient: (dy, saved) => {
      const [normal, inverse, weight] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
      const towards = mul(dy, weight);
      const along = mul(normal, mean(mul(towards, normal), -1, true));
      return [mul(sub(towards, along), inverse), sumRows(mul(dy, normal))];
    },
  };
}

const inverseSize = (x: Tensor, epsilon: number): Tensor => rsqrt(add(mean(square(x), -1, true), epsilon)); // (..., 1)

/** Sums over all axes but the last: a product with a row of ones, which spares the transpose that a sum over rows needs. */
export function sumRows(x: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 1;
  const rows = reshape(x, [-1, width]);
  return reshape(matMul(ones([1, rows.shape[0] ?? 1]), rows), [width]);
}

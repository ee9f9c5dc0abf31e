import { add, exp, log, mean, mul, neg, ones, reshape, sqrt, square, sub, sum, type Tensor, tidy } from '../tf';
import type { FlowStep } from './flow';

export interface ActNormParams {
  /** `[C]` each. */
  readonly bias: Tensor;
  readonly logScale: Tensor;
}

/** Glow's normalisation: a scale and a shift for each channel, `y = (x + bias) · exp(logScale)` (Kingma & Dhariwal 2018, section 3.1). `x [B, ..., C]`. */
export const actNorm: FlowStep<ActNormParams> = {
  forward(x, { bias, logScale }) {
    const logDeterminant = mul(ones([x.shape[0] ?? 1]), mul(sum(logScale), placesOf(x)));
    return { y: mul(add(x, bias), exp(logScale)), logDeterminant };
  },
  inverse: (y, { bias, logScale }) => sub(mul(y, exp(neg(logScale))), bias),
};

/** The parameters under which each channel of this first batch has mean 0 and deviation 1. */
export function actNormFor(x: Tensor): ActNormParams {
  const [bias, logScale] = tidy((): [Tensor, Tensor] => {
    const rows = reshape(x, [-1, x.shape.at(-1) ?? 1]);
    const centre = mean(rows, 0);
    const deviation = sqrt(add(mean(square(sub(rows, centre)), 0), 1e-12));
    return [neg(centre), neg(log(add(deviation, 1e-6)))];
  });
  return { bias, logScale };
}

/** How many places of an item have a vector of channels each: 1 for points, height × width for images. */
export const placesOf = (x: Tensor): number => x.shape.slice(1, -1).reduce((product, length) => product * length, 1);

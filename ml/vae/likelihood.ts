import { sumItems } from '../functions/sum-items';
import {
  add,
  cast,
  div,
  exp,
  greater,
  less,
  log,
  maximum,
  mul,
  neg,
  scalar,
  sigmoid,
  softplus,
  square,
  sub,
  type Tensor,
  where,
} from '../tf';

// Log-likelihoods of items `[B, ...]` under what a decoder says of each number, in nats an item: `[B]`.

/** Each number of `x`, 0 … 1, is a coin that falls with probability `sigmoid(logits)`: `x · logits − softplus(logits)`. */
export const bernoulliLogLikelihood = (x: Tensor, logits: Tensor): Tensor =>
  sumItems(sub(mul(x, logits), softplus(logits)));

/** `log N(x; mean, exp(logVariance))`, a density. `logVariance` is a number for a fixed deviation, or a tensor that broadcasts to `x`. */
export function gaussianLogLikelihood(x: Tensor, mean: Tensor, logVariance: Tensor | number): Tensor {
  const spread = typeof logVariance === 'number' ? scalar(logVariance) : logVariance;
  const distance = mul(square(sub(x, mean)), exp(neg(spread)));
  return sumItems(mul(-0.5, add(distance, add(spread, Math.log(2 * Math.PI)))));
}

/**
 * A logistic distribution over the `levels` evenly spaced values of −1 … 1, for instance 256 of a byte: the probability of the interval around each
 * value, the first and the last reaching to infinity (Salimans et al. 2017, eq. 2). `x`, `mean` and `logScale` of one shape, or broadcast to it.
 */
export function discretisedLogisticLogLikelihood(x: Tensor, mean: Tensor, logScale: Tensor, levels: number): Tensor {
  const half = 1 / (levels - 1);
  // No narrower than e⁻⁷, as in the paper's code: the density would overflow before it fits better.
  const precision = exp(neg(maximum(logScale, -7)));
  const centred = sub(x, mean);
  const above = mul(precision, add(centred, half));
  const below = mul(precision, sub(centred, half));
  // log σ(a), log (1 − σ(b)), and the log of their difference, where it is a number that floats can tell from zero
  const first = sub(above, softplus(above));
  const last = neg(softplus(below));
  const difference = sub(sigmoid(above), sigmoid(below));
  const told = greater(difference, 1e-5);
  const within = mul(precision, centred);
  const density = add(sub(within, mul(2, softplus(within))), add(log(precision), Math.log(2 * half)));
  const middle = where(told, log(maximum(difference, 1e-12)), density);
  const edge = 1 - half;
  const atLeast = greater(x, edge);
  return sumItems(where(less(x, -edge), first, where(atLeast, last, middle)));
}

/** Bytes 0 … levels − 1, as numbers of −1 … 1: what `discretisedLogisticLogLikelihood` is given. */
export const levelsToUnit = (x: Tensor, levels: number): Tensor => sub(div(cast(x, 'float32'), (levels - 1) / 2), 1);

import { add, clipByValue, exp, maximum, mean, mul, neg, type Scalar, square, sub, type Tensor } from '../tf';

/** The clipped objective (Schulman et al. 2017, eq. 7), as a loss: `mean max(−A r, −A clip(r, 1 ± ε))`, with `r` the ratio of probabilities now and then. All `[N]`. */
export function policyLoss(now: Tensor, before: Tensor, advantages: Tensor, clip: number): Scalar {
  const ratio = exp(sub(now, before));
  const bounded = clipByValue(ratio, 1 - clip, 1 + clip);
  return mean(maximum(neg(mul(advantages, ratio)), neg(mul(advantages, bounded)))).asScalar();
}

/** Half of the mean squared error of values, of which none moves further than `clip` from what it was, as TRL and the authors’ code have it. */
export function valueLoss(now: Tensor, before: Tensor, returns: Tensor, clip: number): Scalar {
  const bounded = add(before, clipByValue(sub(now, before), -clip, clip));
  return mul(mean(maximum(square(sub(now, returns)), square(sub(bounded, returns)))), 0.5).asScalar();
}

/** The share of tokens whose clipped term is the one that counts. */
export function clipFraction(
  now: ArrayLike<number>,
  before: ArrayLike<number>,
  advantages: ArrayLike<number>,
  clip: number,
): number {
  let clipped = 0;
  for (let at = 0; at < now.length; at++) {
    const ratio = Math.exp((now[at] ?? 0) - (before[at] ?? 0));
    const bounded = Math.min(1 + clip, Math.max(1 - clip, ratio));
    if (-(advantages[at] ?? 0) * bounded > -(advantages[at] ?? 0) * ratio) clipped += 1;
  }
  return clipped / Math.max(1, now.length);
}

/** An estimate of the KL divergence from a reference that is never below 0: `mean(exp(d) − d − 1)`, d = log π₀ − log π (Schulman 2020; Shao et al. 2024, eq. 4). */
export function divergenceEstimate(now: Tensor, reference: Tensor): Scalar {
  const apart = sub(reference, now);
  return mean(sub(sub(exp(apart), apart), 1)).asScalar();
}

/** The next KL coefficient (Ziegler et al. 2019, section 2.2): up where the divergence is over its target, down where it is under it. */
export const adaptedCoefficient = (coefficient: number, divergence: number, target: number, rate = 0.1): number =>
  coefficient * (1 + rate * Math.min(0.2, Math.max(-0.2, divergence / target - 1)));

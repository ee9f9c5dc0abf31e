import { add, exp, mul, square, sub, type Tensor } from '../tf';

/**
 * The Kullback-Leibler divergence of `N(mean, exp(logVariance))` to the standard normal, in nats for each number:
 * `½ (μ² + σ² − 1 − log σ²)` (Kingma & Welling 2014, appendix B). Any shape, which the result keeps.
 */
export const klToStandardNormal = (mean: Tensor, logVariance: Tensor): Tensor =>
  mul(0.5, sub(add(square(mean), exp(logVariance)), add(logVariance, 1)));

/** A draw from `N(mean, exp(logVariance))` through which gradients flow: `μ + σ · noise` (Kingma & Welling 2014, section 2.4). */
export const reparameterise = (mean: Tensor, logVariance: Tensor, noise: Tensor): Tensor =>
  add(mean, mul(exp(mul(0.5, logVariance)), noise));

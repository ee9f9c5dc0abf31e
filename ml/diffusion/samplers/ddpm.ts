import { add, mul, type Tensor } from '../../tf';
import { diffusionLevels, type Level } from '../levels';
import { follow, type Step } from './follow';
import type { DiffusionSamplingOptions, Sampled } from './options';
import { predict } from './predict';

export interface DdpmOptions extends DiffusionSamplingOptions {
  /** The variance of a step's noise: β̃ (`small`, if not said) or β (`large`), the least and the most there can be (Ho et al. 2020, section 3.2). */
  readonly variance?: 'small' | 'large';
}

/** Ancestral sampling (Ho et al. 2020, algorithm 2); with fewer steps than the schedule, on the respaced chain (Nichol & Dhariwal 2021, eq. 19). */
export const sampleDdpm = (options: DdpmOptions): Promise<Sampled> =>
  follow(diffusionLevels(options.schedule, options.steps), ddpmStep(options), options);

/** One step of ancestral sampling. */
export const ddpmStep =
  (options: DdpmOptions): Step =>
  (input) => {
    const { clean } = predict(input, options);
    const { cleanShare, xShare, small, large } = posterior(input.from, input.to);
    const mean: Tensor = add(mul(clean, cleanShare), mul(input.x, xShare));
    if (input.to.noise === 0) return { x: mean, clean };
    const deviation = Math.sqrt(options.variance === 'large' ? large : small);
    return { x: add(mean, mul(input.noise(), deviation)), clean };
  };

/**
 * `q(x_to | x_from, x_0)`, which is normal: the shares of its mean and its variance β̃ (`small`), and β (`large`) (Ho et al. 2020, eq. 6 and 7).
 */
export function posterior(from: Level, to: Level) {
  const alpha = (from.signal / to.signal) ** 2;
  const beta = 1 - alpha;
  return {
    cleanShare: (to.signal * beta) / from.noise ** 2,
    xShare: (Math.sqrt(alpha) * to.noise ** 2) / from.noise ** 2,
    small: (to.noise ** 2 / from.noise ** 2) * beta,
    large: beta,
  };
}

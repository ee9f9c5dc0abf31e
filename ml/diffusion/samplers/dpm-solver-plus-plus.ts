import { add, mul, type Tensor } from '../../tf';
import { diffusionLevels, type Level } from '../levels';
import { follow, type Step } from './follow';
import type { DiffusionSamplingOptions, Sampled } from './options';
import { predict } from './predict';

/** Sampling with DPM-Solver++(2M) (Lu et al. 2022): second order, deterministic, one call of the denoiser a step. 20 steps are usual. */
export const sampleDpmSolverPlusPlus = (options: DiffusionSamplingOptions): Promise<Sampled> =>
  follow(diffusionLevels(options.schedule, options.steps), dpmSolverPlusPlusStep(options), options);

/**
 * One step (Lu et al. 2022, algorithm 2): `σ_t / σ_s · x − α_t (e^(−h) − 1) · D`, where D is the predicted data, extrapolated half a
 * step in λ = log(α / σ) from the step before. The first step, and the one that ends without noise, where λ is infinite, are DDIM's.
 */
export const dpmSolverPlusPlusStep =
  (options: DiffusionSamplingOptions): Step =>
  (input) => {
    const { x, from, to, previous } = input;
    const { clean } = predict(input, options);
    const h = lambda(to) - lambda(from);
    const ahead =
      previous && to.noise > 0 ? extrapolate(clean, previous.clean, h / (lambda(from) - lambda(previous.from))) : clean;
    return { x: add(mul(x, to.noise / from.noise), mul(ahead, -to.signal * Math.expm1(-h))), clean };
  };

const lambda = ({ signal, noise }: Level): number => Math.log(signal / noise);

/** Half of `ratio` times as far on as from `before` to `now`. */
const extrapolate = (now: Tensor, before: Tensor, ratio: number): Tensor =>
  add(mul(now, 1 + ratio / 2), mul(before, -ratio / 2));

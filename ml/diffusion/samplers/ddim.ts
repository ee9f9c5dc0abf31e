import { add, mul } from '../../tf';
import { diffusionLevels } from '../levels';
import { addNoise } from '../parameterisation';
import { posterior } from './ddpm';
import { follow, type Step } from './follow';
import type { DiffusionSamplingOptions, Sampled } from './options';
import { predict } from './predict';

export interface DdimOptions extends DiffusionSamplingOptions {
  /** η: how much of DDPM's noise each step adds. 0, if not said, adds none and 1 is DDPM. */
  readonly eta?: number;
}

/** Sampling with denoising diffusion implicit models (Song et al. 2021). */
export const sampleDdim = (options: DdimOptions): Promise<Sampled> =>
  follow(diffusionLevels(options.schedule, options.steps), ddimStep(options), options);

/** One step of DDIM (Song et al. 2021, eq. 12 and 16). */
export const ddimStep =
  (options: DdimOptions): Step =>
  (input) => {
    const { to } = input;
    const { clean, epsilon } = predict(input, options);
    const variance = (options.eta ?? 0) ** 2 * posterior(input.from, to).small;
    const x = addNoise(clean, epsilon, { signal: to.signal, noise: Math.sqrt(Math.max(0, to.noise ** 2 - variance)) });
    return { x: variance > 0 ? add(x, mul(input.noise(), Math.sqrt(variance))) : x, clean };
  };

import { type ConsistencyOptions, consistencyFunction } from '../consistency';
import { diffusionLevels } from '../levels';
import { addNoise } from '../parameterisation';
import type { NoiseSchedule } from '../schedules';
import { follow, type Step } from './follow';
import type { Sampled, SamplingOptions } from './options';

export interface ConsistencySamplingOptions extends SamplingOptions, ConsistencyOptions {
  readonly schedule: NoiseSchedule;
}

/** Sampling with a consistency model in few steps, 1 to 4 as a rule (Song et al. 2023, algorithm 1). */
export const sampleConsistency = (options: ConsistencySamplingOptions): Promise<Sampled> =>
  follow(diffusionLevels(options.schedule, options.steps), consistencyStep(options), options);

/** One step: to the end of the path, and back by fresh noise to where the next step begins. */
export const consistencyStep =
  (options: ConsistencySamplingOptions): Step =>
  ({ x, from, to, labels, noise }) => {
    const rows = Array.from({ length: x.shape[0] ?? 0 }, () => from);
    const clean = consistencyFunction(options.denoiser, x, rows, labels, options);
    return { x: to.noise > 0 ? addNoise(clean, noise(), to) : clean, clean };
  };

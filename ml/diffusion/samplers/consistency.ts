import { type ConsistencyOptions, consistencyFunction } from '../consistency';
import { addNoise } from '../parameterisation';
import { type NoiseProcess, processLevels, readingOf } from '../process';
import { follow, type Step } from './follow';
import type { Sampled, SamplingOptions } from './options';

export interface ConsistencySamplingOptions extends SamplingOptions, ConsistencyOptions {
  /** That of the teacher. */
  readonly process: NoiseProcess;
}

/** Sampling with a consistency model in few steps, 1 to 4 as a rule (Song et al. 2023, algorithm 1). */
export const sampleConsistency = (options: ConsistencySamplingOptions): Promise<Sampled> =>
  follow(processLevels(options.process, options.steps), consistencyStep(options), options);

/** One step: to the end of the path, and back by fresh noise to where the next step begins. */
export const consistencyStep = ({ denoiser, process, ...options }: ConsistencySamplingOptions): Step => {
  const asked = { denoiser, reading: readingOf(process) };
  return ({ x, from, to, labels, captions, noise }) => {
    const rows = Array.from({ length: x.shape[0] ?? 0 }, () => from);
    const clean = consistencyFunction(asked, x, rows, { labels, captions }, options);
    return { x: to.noise > 0 ? addNoise(clean, noise(), to) : clean, clean };
  };
};

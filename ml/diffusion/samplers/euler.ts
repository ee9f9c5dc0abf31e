import { add, mul } from '../../tf';
import { cleanOfVelocity } from '../flow-matching';
import { flowLevels } from '../levels';
import { follow, type Step } from './follow';
import type { Sampled, SamplingOptions } from './options';

/** Samplers of flows take a denoiser that gives the velocity `noise − clean`, with times in [0, 1] (`flowMatchingLoss`). */
export interface FlowSamplingOptions extends SamplingOptions {
  /** Above 1, more steps are spent near the noise (Esser et al. 2024, eq. 23). */
  readonly shift?: number;
}

/** Follows a flow by Euler's method: first order, one call of the denoiser a step (Liu et al. 2023). */
export const sampleEuler = (options: FlowSamplingOptions): Promise<Sampled> =>
  follow(flowLevels(options.steps, options.shift), eulerStep, options);

/** One step of Euler's method. */
export const eulerStep: Step = ({ x, from, to, ask }) => {
  const velocity = ask(x, from.time);
  return { x: add(x, mul(velocity, to.time - from.time)), clean: cleanOfVelocity(velocity, x, from.time) };
};

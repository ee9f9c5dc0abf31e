import { add, mul } from '../../tf';
import { cleanOfVelocity } from '../flow-matching';
import { flowLevels } from '../levels';
import type { FlowSamplingOptions } from './euler';
import { follow, type Step } from './follow';
import type { Sampled } from './options';

/** Follows a flow by Heun's method: second order, two calls of the denoiser a step, the last of them at time 0. */
export const sampleHeun = (options: FlowSamplingOptions): Promise<Sampled> =>
  follow(flowLevels(options.steps, options.shift), heunStep, options);

/** One step of Heun's method: along the mean of the velocities here and where Euler's method would lead. */
export const heunStep: Step = ({ x, from, to, ask }) => {
  const span = to.time - from.time;
  const here = ask(x, from.time);
  const there = ask(add(x, mul(here, span)), to.time);
  return { x: add(x, mul(add(here, there), span / 2)), clean: cleanOfVelocity(here, x, from.time) };
};

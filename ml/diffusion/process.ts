import { diffusionLevels, flowLevels, type Level } from './levels';
import type { Prediction, Reading } from './parameterisation';
import type { NoiseSchedule } from './schedules';

/** How noise and data are mixed, and what the network is asked. */
export type NoiseProcess =
  | { readonly method: 'diffusion'; readonly schedule: NoiseSchedule; readonly prediction: Prediction }
  | { readonly method: 'flow-matching' };

/** `steps + 1` levels from the noise to the data (`diffusionLevels`, `flowLevels`). @throws RangeError for a number of steps that the process does not have */
export const processLevels = (process: NoiseProcess, steps: number): Level[] =>
  process.method === 'diffusion' ? diffusionLevels(process.schedule, steps) : flowLevels(steps);

/** How what its denoiser says is to be read. */
export const readingOf = (process: NoiseProcess): Reading =>
  process.method === 'diffusion' ? process.prediction : 'velocity';

import { readPrediction } from '../parameterisation';
import type { StepInput } from './follow';
import type { DiffusionSamplingOptions } from './options';

/** What the denoiser says about a step's `x`: clean data and noise. */
export const predict = ({ x, from, ask }: StepInput, { prediction, clip }: DiffusionSamplingOptions) =>
  readPrediction(ask(x, from.time), prediction, x, from, clip);

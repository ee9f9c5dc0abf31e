import type { NoiseProcess } from '../diffusion/process';
import { sampleDdim } from '../diffusion/samplers/ddim';
import { sampleDdpm } from '../diffusion/samplers/ddpm';
import { sampleDpmSolverPlusPlus } from '../diffusion/samplers/dpm-solver-plus-plus';
import { sampleEuler } from '../diffusion/samplers/euler';
import { sampleHeun } from '../diffusion/samplers/heun';
import type { Sampled, SamplingOptions } from '../diffusion/samplers/options';
import type { Network } from '../network';
import { guidedDenoiserOf } from '../objectives/diffusion';
import type { Tensor } from '../tf';

export type DiffusionSampler = 'ddpm' | 'ddim' | 'dpm-solver++' | 'euler' | 'heun';

export interface DiffusionSampling extends Omit<SamplingOptions, 'denoiser'> {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly process: NoiseProcess;
  readonly sampler: DiffusionSampler;
  /** η of DDIM. */
  readonly eta?: number;
  /** Classifier-free guidance; 1 is none. */
  readonly guidance?: number;
  /** Predicted data is kept within ± this. */
  readonly clip?: number;
}

/** Draws samples from a denoiser. `samples` are the caller's to dispose of. @throws RangeError for a sampler of the other process */
export function sampleDiffusion({
  network,
  weights,
  process,
  sampler,
  eta,
  guidance,
  clip,
  ...options
}: DiffusionSampling): Promise<Sampled> {
  const denoiser = guidedDenoiserOf(network, weights, process, guidance);
  if (process.method === 'flow-matching') {
    if (sampler === 'euler') return sampleEuler({ ...options, denoiser });
    if (sampler === 'heun') return sampleHeun({ ...options, denoiser });
    throw new RangeError(`${sampler} does not follow a flow.`);
  }
  const { schedule, prediction } = process;
  const discrete = { ...options, denoiser, schedule, prediction, ...(clip !== undefined && { clip }) };
  if (sampler === 'ddpm') return sampleDdpm(discrete);
  if (sampler === 'ddim') return sampleDdim({ ...discrete, ...(eta !== undefined && { eta }) });
  if (sampler === 'dpm-solver++') return sampleDpmSolverPlusPlus(discrete);
  throw new RangeError(`${sampler} follows flows only.`);
}

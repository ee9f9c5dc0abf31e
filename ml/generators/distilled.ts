import type { ConsistencyOptions } from '../diffusion/consistency';
import type { NoiseProcess } from '../diffusion/process';
import { sampleConsistency } from '../diffusion/samplers/consistency';
import type { Sampled, SamplingOptions } from '../diffusion/samplers/options';
import type { Network } from '../network';
import { denoiserOf } from '../objectives/diffusion';
import type { Tensor } from '../tf';
import { sampleDiffusion } from './diffusion';

/** How a student was taught, which says how it is sampled. */
export type StudentMethod = 'consistency' | 'progressive';

export interface DistilledSampling extends Omit<SamplingOptions, 'denoiser'>, ConsistencyOptions {
  readonly student: StudentMethod;
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  /** That of the teacher. */
  readonly process: NoiseProcess;
}

/**
 * Draws from a student: a consistency model jumps to the end of the path, and from fresh noise again for each further step (Song et al. 2023, algorithm 1); a
 * progressive one takes steps of DDIM, or Euler's on a flow, of which `steps` should be as many as it learned to. `samples` are the caller's to dispose of.
 */
export function sampleDistilled({ student, dataDeviation, ...options }: DistilledSampling): Promise<Sampled> {
  const { network, weights, process } = options;
  if (student === 'progressive')
    return sampleDiffusion({ ...options, sampler: process.method === 'diffusion' ? 'ddim' : 'euler' });
  const denoiser = denoiserOf(network, weights, process);
  return sampleConsistency({ ...options, denoiser, ...(dataDeviation !== undefined && { dataDeviation }) });
}

import type { Tensor } from '../tf';
import { type NoiseSampling, sampleFromNoise } from './from-noise';

export interface GanSampling extends Omit<NoiseSampling, 'network'> {
  readonly generator: NoiseSampling['network'];
}

/** Draws examples from a GAN: its generator alone, the critic has done its part (Goodfellow et al. 2014). The caller disposes of them. */
export const sampleGan = ({ generator, ...options }: GanSampling): Tensor =>
  sampleFromNoise({ ...options, network: generator });

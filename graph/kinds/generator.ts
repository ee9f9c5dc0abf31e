import type { Json } from '../json';
import type { Network } from '../network/network';
import type { Kind } from './kind';
import type { Weight } from './model';

/**
 * The families of models that make examples: new ones, or as an autoencoder does, copies only; `distilled` is a diffusion model’s student, which takes few
 * steps.
 */
export type GeneratorFamily = 'diffusion' | 'distilled' | 'vae' | 'vq-vae' | 'autoencoder' | 'gan' | 'flow';

/** Networks that were trained on examples, and what is needed to use them. */
export interface TrainedNetworks {
  /** By role: `denoiser`; `encoder` and `decoder`, and of a VQ-VAE its `prior`; `generator` and `critic`; `flow`. */
  readonly networks: Readonly<Record<string, Network>>;
  /** By `<role>/<operation id>.<parameter name>`. */
  readonly weights: Readonly<Record<string, Weight>>;
  /** Of an example. */
  readonly shape: readonly number[];
  readonly classes: readonly string[];
  /** Training saw `(x − mean) / deviation`, number by number or the same for all. */
  readonly scaling: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
  readonly trainedSteps: number;
}

/** A trained generative model of examples. */
export interface Generator extends TrainedNetworks {
  readonly family: GeneratorFamily;
  /** What the family needs besides: the noise schedule, what is predicted, the width of the latent space. */
  readonly settings: Readonly<Record<string, Json>>;
}

export const generator: Kind<Generator> = {
  name: 'generator',
  of: [],
  title: 'Generative model',
  phrase: 'a generative model',
  family: 'network',
};

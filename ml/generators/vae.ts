import { runNetwork } from '../forward';
import { labelOf } from '../labels';
import type { Network } from '../network';
import { type Likelihood, splitCode } from '../objectives/vae';
import { sigmoid, type Tensor, tidy } from '../tf';
import { type NoiseSampling, sampleFromNoise } from './from-noise';

/** How a decoder's numbers are read: as an example's, or as the logits of its pixels. */
export type Read = Likelihood['kind'];

/** Whether that is how numbers can be read. */
export const isRead = (read: unknown): read is Read =>
  read === 'bernoulli' || read === 'gaussian' || read === 'logistic';

export interface VaeSampling extends Omit<NoiseSampling, 'network'> {
  readonly decoder: Network;
  readonly likelihood: Read;
}

/** Draws examples from a VAE: a code from the prior, decoded. What is given is the mean of `p(x | z)`, as is usual, without its spread. The caller disposes of them. */
export const sampleVae = ({ decoder, likelihood, ...options }: VaeSampling): Tensor =>
  tidy(() => meanOf(sampleFromNoise({ ...options, network: decoder }), likelihood));

/** A trained VAE: its networks, the weights of both, and how the decoder's numbers are read. */
export interface VaeModel {
  readonly encoder: Network;
  readonly decoder: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly likelihood: Read;
}

/** Examples `[B, …]` by way of the middle of their codes, and of their classes where the networks are told them. The caller disposes of what it gives. */
export const reconstruct = (x: Tensor, model: VaeModel, labels?: Int32Array): Tensor =>
  tidy(() => decodeLatents(encodeLatents(x, model, labels).mean, model, labels));

/** Where examples lie in the latent space: the means and log-variances of their codes. Within a `tidy`. */
export const encodeLatents = (
  x: Tensor,
  { encoder, decoder, weights }: Omit<VaeModel, 'likelihood'>,
  labels?: Int32Array,
): ReturnType<typeof splitCode> =>
  splitCode(runNetwork(encoder, weights, { input: x, ...labelOf(encoder, labels) }), decoder);

/** The examples at these places of the latent space. The caller disposes of them. */
export const decodeLatents = (
  latents: Tensor,
  { decoder, weights, likelihood }: Omit<VaeModel, 'encoder'>,
  labels?: Int32Array,
): Tensor =>
  tidy(() => meanOf(runNetwork(decoder, weights, { input: latents, ...labelOf(decoder, labels) }), likelihood));

/** The mean of what a decoder says of each number. */
const meanOf = (decoded: Tensor, likelihood: Read): Tensor => (likelihood === 'bernoulli' ? sigmoid(decoded) : decoded);

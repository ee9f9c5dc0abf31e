import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import { gaussianValues } from '../functions/noise';
import { noiseShapeOf } from '../generators/from-noise';
import { type Network, sizeOf } from '../network';
import { add, log, mean, reshape, type Scalar, slice, square, sub, type Tensor, tensor } from '../tf';
import { klWeightAt, negativeElbo } from '../vae/elbo';
import { klToStandardNormal, reparameterise } from '../vae/gaussian';
import { bernoulliLogLikelihood, gaussianLogLikelihood } from '../vae/likelihood';
import type { Objective } from './objective';

/**
 * How probable a decoder's output makes an example: its numbers, 0 … 1, as coins with these logits, or normal about it. A learned deviation is one for all
 * numbers, the most likely one of the batch (Rybkin et al. 2021, σ-VAE, section 3.2).
 */
export type Likelihood =
  | { readonly kind: 'bernoulli' }
  | { readonly kind: 'gaussian'; readonly deviation: number | 'learned' };

export interface VaeOptions {
  readonly likelihood: Likelihood;
  /** The weight of the divergence (Higgins et al. 2017). */
  readonly beta?: number;
  /** Over so many steps the weight grows from 0. A loss that is only measured has the whole of it. */
  readonly warmupSteps?: number;
  /** Nats that each latent number has for free. */
  readonly freeBits?: number;
  /** Taken off the loss, so that nats are those of the numbers before they were scaled: `logScalingOf`. */
  readonly logScaling?: number;
}

export interface VaeBatch {
  readonly items: Arrays;
  /** What codes are drawn with, `[B, …latent]`. */
  readonly noise: Float32Array;
}

/** The most likely deviation of a batch that is met exactly would be 0, and its density infinite. */
const LEAST_VARIANCE = 1e-6;

/** The variational autoencoder: minus the evidence lower bound, in nats an example (Kingma & Welling 2014, eq. 10). */
export function vae(
  { encoder, decoder }: Readonly<Record<'encoder' | 'decoder', Network>>,
  { likelihood, beta = 1, warmupSteps = 0, freeBits = 0, logScaling = 0 }: VaeOptions,
): Objective<Arrays, VaeBatch> {
  const latent = noiseShapeOf(decoder);
  return {
    draw: (data, batchSize, random) => ({
      items: drawArrays(data, batchSize, random),
      noise: gaussianValues(batchSize * sizeOf(latent), random),
    }),
    size: ({ items }) => items.count,
    loss(_all, weights, { items, noise }, context) {
      const x = tensor(items.data, [items.count, ...items.shape]);
      const code = splitCode(runNetwork(encoder, weights, { input: x }, context), decoder);
      const z = reparameterise(code.mean, code.logVariance, tensor(noise, [items.count, ...latent]));
      const decoded = runNetwork(decoder, weights, { input: z }, context);
      const weight = context.step === undefined ? beta : klWeightAt(context.step, warmupSteps, beta);
      const kl = klToStandardNormal(code.mean, code.logVariance);
      const bound: Scalar = negativeElbo(logLikelihood(x, decoded, likelihood), kl, { beta: weight, freeBits });
      return sub(bound, logScaling);
    },
  };
}

/** What an encoder says of codes, `[B, 2 × latent]`: means first, then log-variances; both in the shape that the decoder takes. */
export function splitCode(code: Tensor, decoder: Network): { readonly mean: Tensor; readonly logVariance: Tensor } {
  const latent = noiseShapeOf(decoder);
  const [rows = 1] = code.shape;
  const width = sizeOf(latent);
  const half = (from: number) => reshape(slice(code, [0, from], [rows, width]), [rows, ...latent]);
  return { mean: half(0), logVariance: half(width) };
}

function logLikelihood(x: Tensor, decoded: Tensor, likelihood: Likelihood): Tensor {
  if (likelihood.kind === 'bernoulli') return bernoulliLogLikelihood(x, decoded);
  const { deviation } = likelihood;
  const logVariance =
    deviation === 'learned' ? log(add(mean(square(sub(x, decoded))), LEAST_VARIANCE)) : 2 * Math.log(deviation);
  return gaussianLogLikelihood(x, decoded, logVariance);
}

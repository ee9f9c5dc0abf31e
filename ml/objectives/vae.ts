import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import { gaussianValues } from '../functions/noise';
import { noiseShapeOf } from '../generators/from-noise';
import { labelOf } from '../labels';
import { type Network, sizeOf } from '../network';
import { add, log, mean, mul, neg, reshape, type Scalar, slice, square, sub, type Tensor, tensor } from '../tf';
import { divergence, klWeightAt, negativeElbo } from '../vae/elbo';
import { klToStandardNormal, reparameterise } from '../vae/gaussian';
import { bernoulliLogLikelihood, discretisedLogisticLogLikelihood, gaussianLogLikelihood } from '../vae/likelihood';
import type { LossContext, Objective } from './objective';

/**
 * How probable a decoder's output makes an example: its numbers, 0 … 1, as coins with these logits, normal about it, or one of `levels` even steps of −1 … 1
 * by a logistic about it. A learned deviation is one for all numbers, that of the batch's misses (Rybkin et al. 2021, σ-VAE, section 3.2), which for a
 * Gaussian is the most likely one.
 */
export type Likelihood =
  | { readonly kind: 'bernoulli' }
  | { readonly kind: 'gaussian'; readonly deviation: number | 'learned' }
  | { readonly kind: 'logistic'; readonly deviation: number | 'learned'; readonly levels: number };

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

/**
 * The variational autoencoder: minus the evidence lower bound, in nats an example (Kingma & Welling 2014, eq. 10). Its two halves are measured besides:
 * `reconstruction` and `kl`, which add up to the bound whatever β and free nats are.
 */
export function vae(
  { encoder, decoder }: Readonly<Record<'encoder' | 'decoder', Network>>,
  { likelihood, beta = 1, warmupSteps = 0, freeBits = 0, logScaling = 0 }: VaeOptions,
): Objective<Arrays, VaeBatch> & Required<Pick<Objective<Arrays, VaeBatch>, 'measures'>> {
  const latent = noiseShapeOf(decoder);
  const halves = (
    weights: Readonly<Record<string, Tensor>>,
    { items, noise }: VaeBatch,
    context: LossContext,
  ): { readonly likely: Tensor; readonly kl: Tensor } => {
    const x = tensor(items.data, [items.count, ...items.shape]);
    const encoded = runNetwork(encoder, weights, { input: x, ...labelOf(encoder, items.labels) }, context);
    const code = splitCode(encoded, decoder);
    const z = reparameterise(code.mean, code.logVariance, tensor(noise, [items.count, ...latent]));
    const decoded = runNetwork(decoder, weights, { input: z, ...labelOf(decoder, items.labels) }, context);
    return { likely: logLikelihood(x, decoded, likelihood), kl: klToStandardNormal(code.mean, code.logVariance) };
  };
  return {
    draw: (data, batchSize, random) => ({
      items: drawArrays(data, batchSize, random),
      noise: gaussianValues(batchSize * sizeOf(latent), random),
    }),
    size: ({ items }) => items.count,
    loss(_all, weights, batch, context) {
      const { likely, kl } = halves(weights, batch, context);
      const weight = context.step === undefined ? beta : klWeightAt(context.step, warmupSteps, beta);
      return sub(negativeElbo(likely, kl, { beta: weight, freeBits }), logScaling);
    },
    measures(weights, batch, context) {
      const { likely, kl } = halves(weights, batch, context);
      return { reconstruction: sub(neg(mean(likely)), logScaling).asScalar(), kl: divergence(kl) };
    },
  };
}

/**
 * What an encoder says of codes: means first, then log-variances, both in the shape that the decoder takes. `[B, 2 × latent]` in a row, or on a grid, where
 * each place has its own, `[B, height, width, 2 × channels]`.
 */
export function splitCode(code: Tensor, decoder: Network): { readonly mean: Tensor; readonly logVariance: Tensor } {
  const latent = noiseShapeOf(decoder);
  const before = code.shape.slice(0, -1);
  const width = (code.shape.at(-1) ?? 0) / 2;
  const half = (from: number) =>
    reshape(slice(code, [...before.map(() => 0), from], [...before, width]), [code.shape[0] ?? 1, ...latent]);
  return { mean: half(0), logVariance: half(width) };
}

function logLikelihood(x: Tensor, decoded: Tensor, likelihood: Likelihood): Tensor {
  if (likelihood.kind === 'bernoulli') return bernoulliLogLikelihood(x, decoded);
  const { deviation } = likelihood;
  const logVariance: Tensor | number =
    deviation === 'learned' ? log(add(mean(square(sub(x, decoded))), LEAST_VARIANCE)) : 2 * Math.log(deviation);
  if (likelihood.kind === 'gaussian') return gaussianLogLikelihood(x, decoded, logVariance);
  // A logistic of scale s has the deviation π s / √3.
  const logScale: Scalar = sub(mul(0.5, logVariance), Math.log(Math.PI / Math.sqrt(3))).asScalar();
  return discretisedLogisticLogLikelihood(x, decoded, logScale, likelihood.levels);
}

import type { Arrays } from '../arrays';
import { type CaptionVocabulary, captionWriter } from '../captions';
import { drawNoisedBatch, type NoisedBatch, stepTime } from '../diffusion/batch';
import type { Denoiser } from '../diffusion/denoiser';
import { flowMatchingLoss, uniformTime } from '../diffusion/flow-matching';
import { guided } from '../diffusion/guidance';
import { diffusionLoss } from '../diffusion/loss';
import type { NoiseProcess } from '../diffusion/process';
import { type ForwardContext, runNetwork } from '../forward';
import type { Network } from '../network';
import { div, type Tensor, zeros } from '../tf';
import type { Objective } from './objective';

export interface DenoisingOptions {
  readonly process: NoiseProcess;
  /** γ of min-SNR weighting (Hang et al. 2023). */
  readonly minSnrGamma?: number;
  /** How often the class and the caption are left out in training, for guidance. */
  readonly labelDropout?: number;
  /** What the network is told captions in. */
  readonly captions?: CaptionVocabulary;
  /** How often the first frames of clips are given without noise (`DrawOptions`): Ho et al. 2022, Voleti et al. 2022 (MCVD). */
  readonly givenShare?: number;
}

/**
 * Find what was noised: denoising diffusion (Ho et al. 2020, algorithm 1) or flow matching (Lipman et al. 2023). The network is told the time as 0 … 1,
 * and the class and the caption where it takes them.
 */
export const denoising = (
  network: Network,
  { process, labelDropout = 0, minSnrGamma, captions, givenShare }: DenoisingOptions,
): Objective<Arrays, NoisedBatch> => ({
  draw: (data, batchSize, random) =>
    drawNoisedBatch(data, batchSize, random, {
      time: process.method === 'diffusion' ? stepTime(process.schedule.steps) : uniformTime,
      labelDropout,
      nullClass: network.examples?.classes ?? 0,
      ...(captions && { write: captionWriter(captions) }),
      ...(givenShare && { givenShare }),
    }),
  size: ({ items }) => items.count,
  loss(_all, weights, batch, context) {
    const denoiser = denoiserOf(network, weights, process, context);
    if (process.method === 'flow-matching') return flowMatchingLoss(denoiser, batch);
    const { schedule, prediction } = process;
    return diffusionLoss(denoiser, batch, {
      schedule,
      prediction,
      ...(minSnrGamma !== undefined && { minSnrGamma }),
    });
  },
});

/** A network as a function of noised items, times as the process counts them, classes, and captions: empty ones where it knows some and is told none. */
export const denoiserOf =
  (
    network: Network,
    weights: Readonly<Record<string, Tensor>>,
    process: NoiseProcess,
    context: ForwardContext = {},
  ): Denoiser =>
  (x, times, labels, captions) => {
    const told = network.examples?.captions;
    return runNetwork(
      network,
      weights,
      {
        input: x,
        time: process.method === 'diffusion' ? div(times, process.schedule.steps) : times,
        ...(labels && { label: labels }),
        ...(told && { caption: captions ?? zeros([x.shape[0] ?? 0, told.length], 'int32') }),
      },
      context,
    );
  };

/** The same with classifier-free guidance, where the network knows classes or captions; 1 is none. */
export function guidedDenoiserOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  process: NoiseProcess,
  scale = 1,
  context: ForwardContext = {},
): Denoiser {
  const plain = denoiserOf(network, weights, process, context);
  const classes = network.examples?.classes ?? 0;
  if (classes === 0 && !network.examples?.captions) return plain;
  const steered = guided(plain, { scale, nullClass: classes });
  // Where nothing is asked for there is nothing to exaggerate.
  return (x, times, labels, captions) => (labels || captions ? steered(x, times, labels, captions) : plain(x, times));
}

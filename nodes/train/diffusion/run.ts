import { type Examples, isGrid, type Network, type Run, type RunContext } from '@/graph';
import { type CaptionVocabulary, captionWriter } from '@/ml/captions';
import type { NoiseProcess } from '@/ml/diffusion/process';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { readOnce } from '@/ml/functions/read';
import { sampleDiffusion } from '@/ml/generators/diffusion';
import { denoising } from '@/ml/objectives/diffusion';
import { rolesOf } from '../../common/network';
import { evenScaling, reachOf } from '../../common/scaling';
import { trainOnExamples } from '../common/example-training';
import { captionsInTurn, givenTo, learnCaptionWords, requireCaptions } from '../common/labels';
import type { trainDiffusion } from './node';

/** Steps of a sampling that is looked at while training. */
const LOOK_STEPS = 24;

export const run: Run<typeof trainDiffusion> = (inputs, params, context) => {
  const { network, validation } = inputs;
  const examples =
    params.scale === 'spread' && inputs.examples.shape.length > 1
      ? { ...inputs.examples, scaling: evenScaling(inputs.examples) }
      : inputs.examples;
  const networks = { denoiser: network };
  const roles = rolesOf(networks);
  const process: NoiseProcess =
    params.method === 'diffusion'
      ? { method: 'diffusion', schedule: noiseSchedule(params.noise, params.timesteps), prediction: params.predicts }
      : { method: 'flow-matching' };
  const classes = network.examples?.classes ?? 0;
  const captions = captionsFor(network, examples, validation, context);
  const clip = reachOf(examples);
  // Only clips, and codes of their frames, have first frames.
  const givenShare = examples.shape.length === 4 && !isGrid(examples.shape) ? params.given : 0;
  return trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'diffusion',
    // Every class in turn: a column for each.
    ...(classes > 0 && classes <= 16 && params.samples >= classes && { columns: classes }),
    words: {
      loss: params.method === 'diffusion' ? 'squared error of the prediction' : 'squared error of the velocity',
      unit: 'squared error',
      speed: 'examples/s',
    },
    settings: {
      ...(params.method === 'diffusion'
        ? { method: 'diffusion', noise: params.noise, timesteps: params.timesteps, predicts: params.predicts, clip }
        : { method: 'flow-matching' }),
      ...(captions && { captionWords: captions.words }),
      ...(givenShare > 0 && { given: givenShare }),
    },
    objective: denoising(roles.denoiser, {
      process,
      ...(params.minSnr > 0 && { minSnrGamma: params.minSnr }),
      ...((classes > 0 || captions) && { labelDropout: params.labelDropout }),
      ...(captions && { captions }),
      ...(givenShare > 0 && { givenShare }),
    }),
    async sample(weights, count, seed) {
      const { samples } = await sampleDiffusion({
        network: roles.denoiser,
        weights,
        process,
        sampler: params.method === 'diffusion' ? 'dpm-solver++' : 'euler',
        shape: [count, ...examples.shape],
        steps: Math.min(LOOK_STEPS, params.timesteps),
        seed,
        breathe: context.breathe,
        ...(classes > 0 && { labels: Array.from({ length: count }, (_, index) => index % classes) }),
        ...(captions && { captions: captionWriter(captions)(captionsInTurn(examples, count)) }),
        clip,
      });
      return readOnce(samples);
    },
  });
};

/** The words that a network learns, where it is told captions. @throws GenloomError `train.no-captions` */
function captionsFor(
  network: Network,
  examples: Examples,
  validation: Examples | undefined,
  context: RunContext,
): CaptionVocabulary | null {
  const told = network.examples?.captions;
  if (!told) return null;
  requireCaptions(network, givenTo(examples, validation));
  const words = learnCaptionWords(examples, told.words, context);
  return { words, length: told.length };
}

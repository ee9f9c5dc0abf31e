import { type Generator, GenloomError, type z } from '@/graph';
import type { CaptionRows } from '@/ml/captions';
import type { NoiseProcess } from '@/ml/diffusion/process';
import type { SamplingOptions, SamplingStep } from '@/ml/diffusion/samplers/options';
import { readOnce } from '@/ml/functions/read';
import { type DiffusionSampler, sampleDiffusion } from '@/ml/generators/diffusion';
import { sampleDistilled } from '@/ml/generators/distilled';
import { sampleFlow } from '@/ml/generators/flow';
import { sampleGan } from '@/ml/generators/gan';
import { isRead, sampleVae } from '@/ml/generators/vae';
import { sampleVqVae } from '@/ml/generators/vq-vae';
import type { Network } from '@/ml/network';
import type { Tensor } from '@/ml/tf';
import { damaged, roleOf } from '../../common/network';
import { processOf } from '../../common/noise-process';
import { type generateExamples, NOTHING_TO_DRAW } from './node';

/** How a family draws. */
export type DrawingParams = Pick<
  z.infer<typeof generateExamples.params>,
  'sampler' | 'steps' | 'guidance' | 'temperature' | 'truncation' | 'mixing'
>;

/** What a diffusion model begins with in place of noise, or has to keep; scaled as training saw it. */
export type Beginning = Pick<SamplingOptions, 'start' | 'inpaint'>;

/** What every family is given to draw a batch. */
export interface Drawing {
  readonly roles: Readonly<Record<string, Network>>;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly settings: Generator['settings'];
  readonly shape: readonly number[];
  readonly labels: Int32Array;
  readonly captions?: CaptionRows;
  readonly seed: string;
  /** The same for every batch: of what all examples have in common. */
  readonly sharedSeed: string;
  readonly params: DrawingParams;
  readonly begin?: Beginning;
  breathe(): Promise<void>;
  /** Something to know about how it is drawn. */
  tell(text: string): void;
  /** After each step on the way. */
  onStep(step: SamplingStep): Promise<void>;
}

/** Draws a batch, scaled as training saw it. */
export type DrawExamples = (drawing: Drawing) => Promise<Float32Array>;

const FAMILIES: Readonly<Partial<Record<Generator['family'], DrawExamples>>> = {
  diffusion,
  distilled,
  vae,
  'vq-vae': vqVae,
  gan,
  flow,
};

/** How a model's family draws. @throws GenloomError for one that only copies, and for a family of a later release */
export function samplerOf({ family }: Generator): DrawExamples {
  if (family === 'autoencoder') throw new GenloomError(NOTHING_TO_DRAW);
  const found = FAMILIES[family];
  if (!found)
    throw new GenloomError({
      code: 'generate.unknown-family',
      title: `This model is of a kind that this version does not know: ${family}.`,
      fix: 'Train it again here.',
    });
  return found;
}

async function diffusion({ roles, weights, settings, shape, labels, captions, ...drawing }: Drawing) {
  const { seed, params, begin, breathe, onStep } = drawing;
  const network = roleOf(roles, 'denoiser');
  const process = processOf(settings);
  if (!process) throw damaged();
  const { samples } = await sampleDiffusion({
    network,
    weights,
    process,
    sampler: SOLVERS[process.method][params.sampler],
    shape,
    steps: process.method === 'diffusion' ? Math.min(params.steps, process.schedule.steps) : params.steps,
    guidance: params.guidance,
    seed,
    breathe,
    ...begin,
    ...(network.examples?.classes && { labels }),
    ...(captions && { captions }),
    ...(typeof settings.clip === 'number' && { clip: settings.clip }),
    onStep,
  });
  return readOnce(samples);
}

/** A student takes as many steps as it learned to, whatever else is asked for. */
async function distilled({ roles, weights, settings, shape, labels, captions, ...drawing }: Drawing) {
  const { seed, params, breathe, tell, onStep } = drawing;
  const network = roleOf(roles, 'denoiser');
  const process = processOf(settings);
  const { student, steps: learned, dataDeviation } = settings;
  if (!process || (student !== 'consistency' && student !== 'progressive') || typeof learned !== 'number')
    throw damaged();
  const steps = student === 'consistency' ? Math.min(params.steps, learned) : learned;
  if (steps !== params.steps) tell(`This student takes ${student === 'consistency' ? 'at most ' : ''}${steps} steps.`);
  const { samples } = await sampleDistilled({
    student,
    network,
    weights,
    process,
    shape,
    steps,
    seed,
    breathe,
    ...(network.examples?.classes && { labels }),
    ...(captions && { captions }),
    ...(typeof dataDeviation === 'number' && { dataDeviation }),
    // A consistency model goes on from fresh noise: what is worth seeing is what it takes the example for.
    onStep: (step) => onStep({ ...step, x: step.clean }),
  });
  return readOnce(samples);
}

async function vae({ roles, weights, settings, shape, labels, seed, params }: Drawing) {
  const { likelihood } = settings;
  if (!isRead(likelihood)) throw damaged();
  const decoder = roleOf(roles, 'decoder');
  const { temperature } = params;
  return readOnce(sampleVae({ decoder, weights, likelihood, count: shape[0] ?? 0, labels, temperature, seed }));
}

async function vqVae({ roles, weights, shape, seed, params: { temperature }, breathe }: Drawing) {
  const own = { encoder: roleOf(roles, 'encoder'), decoder: roleOf(roles, 'decoder'), prior: roleOf(roles, 'prior') };
  return readOnce(await sampleVqVae({ roles: own, weights, count: shape[0] ?? 0, temperature, seed, breathe }));
}

async function gan({ roles, weights, shape, labels, seed, sharedSeed, params }: Drawing) {
  const generator = roleOf(roles, 'generator');
  const { temperature, truncation, mixing } = params;
  const how = { temperature, truncation, mixing, seed, sharedSeed };
  return readOnce(sampleGan({ generator, weights, count: shape[0] ?? 0, labels, ...how }));
}

async function flow({ roles, weights, shape, labels, seed, params: { temperature } }: Drawing) {
  const samples = sampleFlow({ network: roleOf(roles, 'flow'), weights, shape, labels, seed, temperature });
  return readOnce(samples);
}

const SOLVERS: Readonly<Record<NoiseProcess['method'], Record<Drawing['params']['sampler'], DiffusionSampler>>> = {
  diffusion: { quick: 'ddim', thorough: 'dpm-solver++', random: 'ddpm' },
  'flow-matching': { quick: 'euler', thorough: 'heun', random: 'euler' },
};

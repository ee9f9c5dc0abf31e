import { type Generator, GenloomError, type z } from '@/graph';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { readOnce } from '@/ml/functions/read';
import { type DiffusionSampler, sampleDiffusion } from '@/ml/generators/diffusion';
import { sampleFlow } from '@/ml/generators/flow';
import { sampleGan } from '@/ml/generators/gan';
import { isRead, sampleVae } from '@/ml/generators/vae';
import { sampleVqVae } from '@/ml/generators/vq-vae';
import type { Network } from '@/ml/network';
import type { NoiseProcess } from '@/ml/objectives/diffusion';
import type { Tensor } from '@/ml/tf';
import type { generateExamples } from './node';

/** What every family is given to draw a batch. */
export interface Drawing {
  readonly roles: Readonly<Record<string, Network>>;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly settings: Generator['settings'];
  readonly shape: readonly number[];
  readonly labels: Int32Array;
  readonly seed: string;
  /** The same for every batch: of what all examples have in common. */
  readonly sharedSeed: string;
  readonly params: z.infer<typeof generateExamples.params>;
  breathe(): Promise<void>;
  /** After each step on the way, with what can be seen of it. */
  onStep(done: number, steps: number, seen: () => Promise<Float32Array>): Promise<void>;
}

/** Draws a batch, scaled as training saw it. */
export type DrawExamples = (drawing: Drawing) => Promise<Float32Array>;

const FAMILIES: Readonly<Partial<Record<Generator['family'], DrawExamples>>> = {
  diffusion,
  vae,
  'vq-vae': vqVae,
  gan,
  flow,
};

/** How a model's family draws. @throws GenloomError for a family of a later release */
export function samplerOf({ family }: Generator): DrawExamples {
  const found = FAMILIES[family];
  if (!found)
    throw new GenloomError({
      code: 'generate.unknown-family',
      title: `This model is of a kind that this version does not know: ${family}.`,
      fix: 'Train it again here.',
    });
  return found;
}

async function diffusion({ roles, weights, settings, shape, labels, seed, params, breathe, onStep }: Drawing) {
  const network = roleOf(roles, 'denoiser');
  const process = processOf(settings);
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
    ...(network.examples?.classes && { labels }),
    ...(typeof settings.clip === 'number' && { clip: settings.clip }),
    onStep: ({ step, steps, x }) => onStep(step + 1, steps, () => x.data<'float32'>()),
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

/** The noise that a model was trained with. @throws GenloomError for a model that lacks something */
export function processOf({ method, noise, timesteps, predicts }: Generator['settings']): NoiseProcess {
  if (method === 'flow-matching') return { method };
  if (
    method === 'diffusion' &&
    (noise === 'cosine' || noise === 'linear' || noise === 'sigmoid') &&
    (predicts === 'epsilon' || predicts === 'x0' || predicts === 'v') &&
    typeof timesteps === 'number'
  )
    return { method, schedule: noiseSchedule(noise, timesteps), prediction: predicts };
  throw damaged();
}

/** A model's network by its role. */
export function roleOf(roles: Readonly<Record<string, Network>>, role: string): Network {
  const network = roles[role];
  if (!network) throw damaged();
  return network;
}

/** What is said of a model that lacks a network or a setting. */
export const damaged = () =>
  new GenloomError({
    code: 'generate.damaged-model',
    title: 'This model lacks something that it needs.',
    fix: 'Train it again.',
  });

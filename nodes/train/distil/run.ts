import { type Generator, GenloomError, type Run, type z } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { captionWriter } from '@/ml/captions';
import type { NoisedBatch } from '@/ml/diffusion/batch';
import type { NoiseProcess } from '@/ml/diffusion/process';
import { readOnce } from '@/ml/functions/read';
import { sampleDistilled } from '@/ml/generators/distilled';
import { consistencyDistillation } from '@/ml/objectives/consistency';
import type { Objective } from '@/ml/objectives/objective';
import { progressiveDistillation } from '@/ml/objectives/progressive';
import type { Teacher } from '@/ml/objectives/teacher';
import type { Tensor } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { captionWordsOf } from '../../common/caption-words';
import { rolesOf } from '../../common/network';
import { processOf } from '../../common/noise-process';
import { trainOnExamples } from '../common/example-training';
import { captionsInTurn, givenTo, requireCaptions, requireLabels } from '../common/labels';
import type { TrainingWords } from '../common/words';
import type { distil } from './node';
import { predictsNoise } from './teacher';

/** A consistency model may take so many steps; more refine nothing. */
const MOST_STEPS = 4;
/** σ_data of a consistency model that predicts x₀ (Luo et al. 2023). */
const SKIPPED = 0.05;
/** Steps of a consistency model that is looked at while it trains. */
const LOOK_STEPS = 2;

type Params = z.infer<typeof distil.params>;

export const run: Run<typeof distil> = async (inputs, params, context) => {
  const { model, examples, validation } = inputs;
  const { process, denoiser: described } = teacherIn(model);
  const given = givenTo(examples, validation);
  requireLabels(described, given);
  requireCaptions(described, given);
  const captions = captionWordsOf(model);
  const networks = { denoiser: described };
  const roles = rolesOf(networks);
  const teacher = { network: roles.denoiser, process, guidance: params.guidance, ...(captions && { captions }) };
  requireLevels(process, levelsAsked(params));
  const weights = uploadWeights(roles.denoiser, model.weights);
  const { objective, words, learned, settings, restartEvery } = methodOf(teacher, weights, params);
  const classes = described.examples?.classes ?? 0;
  const training = { ...params, ...(restartEvery !== undefined && { decaySteps: restartEvery }) };
  try {
    return await trainOnExamples(networks, roles, examples, validation, training, context, {
      family: 'distilled',
      words: { ...words, speed: 'examples/s' },
      settings: { ...settingsOf(model), ...settings, student: params.method, steps: learned },
      scaling: model.scaling,
      begin: model.weights,
      ...(restartEvery !== undefined && { restartEvery }),
      objective,
      async sample(weights, count, seed) {
        const { samples } = await sampleDistilled({
          student: params.method,
          network: roles.denoiser,
          weights,
          process,
          shape: [count, ...examples.shape],
          steps: params.method === 'consistency' ? LOOK_STEPS : learned,
          seed,
          breathe: context.breathe,
          ...(classes > 0 && { labels: Array.from({ length: count }, (_, index) => index % classes) }),
          ...(captions && { captions: captionWriter(captions)(captionsInTurn(examples, count)) }),
          ...settings,
        });
        return readOnce(samples);
      },
    });
  } finally {
    disposeAll(weights);
  }
};

/** What the two methods differ in. */
interface Method {
  readonly objective: Objective<Arrays, NoisedBatch>;
  readonly words: Omit<TrainingWords, 'speed'>;
  /** From noise to an example: as many as the student takes, or the most that it should. */
  readonly learned: number;
  readonly settings: { readonly dataDeviation?: number };
  readonly restartEvery?: number;
}

function methodOf(teacher: Teacher, weights: Readonly<Record<string, Tensor>>, params: Params): Method {
  const { method, pathSteps, studentSteps, halvings, stageSteps, solver, distance, targetDecay, weighting } = params;
  if (method === 'consistency') {
    const settings = { dataDeviation: SKIPPED };
    const options = { steps: pathSteps, solver, distance, targetDecay, ...settings };
    return {
      objective: consistencyDistillation(teacher, weights, options),
      words: { loss: 'distance from the target' },
      learned: Math.min(MOST_STEPS, pathSteps),
      settings,
    };
  }
  return {
    objective: progressiveDistillation(teacher, { steps: studentSteps, halvings, stageSteps, weighting }),
    words: {
      loss: 'weighted squared error',
      measures: { steps: { title: 'Student’s steps', apart: true } },
    },
    // Training may end before the last halving, and be gone on with later.
    learned: studentSteps * 2 ** (halvings - Math.min(halvings, Math.ceil(params.steps / stageSteps))),
    settings: {},
    restartEvery: stageSteps,
  };
}

/** A teacher's network and noise. @throws GenloomError for a model that is none, which wires tell of where they can */
function teacherIn({ family, settings, networks }: Generator) {
  const process = processOf(settings);
  const { denoiser } = networks;
  if (family !== 'diffusion' || !process || !denoiser)
    throw new GenloomError({
      code: 'distil.no-steps',
      title: 'This model takes no steps from noise that could be made fewer.',
      fix: 'Connect the model of a “Train diffusion”.',
    });
  if (process.method === 'diffusion' && process.prediction === 'epsilon') throw new GenloomError(predictsNoise());
  return { process, denoiser };
}

/** Into how many steps a path of the teacher is cut at first. */
const levelsAsked = ({ method, pathSteps, studentSteps, halvings }: Params): number =>
  method === 'consistency' ? pathSteps : studentSteps * 2 ** halvings;

/** @throws GenloomError `distil.too-many-steps` where the teacher has fewer noise levels than steps are asked for */
function requireLevels(process: NoiseProcess, steps: number): void {
  if (process.method !== 'diffusion' || steps <= process.schedule.steps) return;
  throw new GenloomError({
    code: 'distil.too-many-steps',
    title: `The teacher knows ${process.schedule.steps} noise levels, and its path is to be cut into ${steps} steps.`,
    fix: 'Cut it into fewer: fewer halvings, or fewer of the teacher’s steps.',
  });
}

/** What a student shares with its teacher. What a teacher predicts is not kept within bounds here, nor was it for the student. */
function settingsOf({ settings: { clip: _, ...shared } }: Generator): Generator['settings'] {
  return shared;
}

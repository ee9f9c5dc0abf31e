import type { Examples, Generator, NoisePath, RunContext } from '@/graph';
import { captionWriter } from '@/ml/captions';
import { undoScaling } from '@/ml/data/points';
import type { SamplingStep } from '@/ml/diffusion/samplers/options';
import { type Network, sizeOf } from '@/ml/network';
import { joined } from '@/ml/roles';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { captionWordsOf } from '../../common/caption-words';
import { refuseTooMany } from '../../common/memory';
import { rolesOf } from '../../common/network';
import { type Beginning, type DrawExamples, type DrawingParams, samplerOf } from './families';
import { createPathKeeper } from './path';

/** Made together: more need more memory, fewer take longer. */
const TOGETHER = 2_000;

export interface ToDraw {
  readonly count: number;
  /** The class of each. */
  readonly labels: Int32Array;
  /** The caption of each, in words that the model knows; without them none is told. */
  readonly captions?: readonly string[];
  readonly params: DrawingParams;
  /** What some of them begin with, in place of noise; its tensors are disposed of. */
  beginning?(from: number, count: number): Beginning;
  /** Shows the first of them as they come out of the noise. */
  show(made: () => Promise<Examples>): Promise<void>;
}

/** Draws examples from a model, a batch after the other, and keeps the way of the first few. */
export async function drawExamples(
  model: Generator,
  { count: wanted, labels, captions, params, beginning, show }: ToDraw,
  context: RunContext,
): Promise<{ readonly examples: Examples; readonly path: NoisePath }> {
  refuseTooMany(wanted, model.shape);
  const draw: DrawExamples = samplerOf(model);
  const roles: Readonly<Record<string, Network>> = rolesOf(model.networks);
  const weights = uploadWeights(joined(Object.values(roles)), model.weights);
  const size = sizeOf(model.shape);
  const all = new Float32Array(wanted * size);
  const told = Object.values(roles).some(({ examples }) => (examples?.classes ?? 0) > 0);
  const words = captions && captionWordsOf(model);
  const unscaled = (data: Float32Array, count: number): Examples => ({
    ...undoScaling({ shape: model.shape, count, data }, model.scaling),
    ...(told && { labels: labels.slice(0, count), classes: model.classes }),
    ...(captions && { captions: captions.slice(0, count) }),
  });
  const keeper = createPathKeeper(model.shape, unscaled);
  const together = Math.min(wanted, Math.max(1, Math.floor((TOGETHER * 64) / Math.max(64, size))));
  try {
    for (let from = 0; from < wanted; from += together) {
      const count = Math.min(together, wanted - from);
      const onStep = async (taken: SamplingStep) => {
        const [done, steps] = [taken.step + 1, taken.steps];
        context.progress({
          done: from + (count * done) / steps,
          total: wanted,
          message: `step ${done} of ${steps}`,
        });
        if (from > 0) return;
        await keeper.step(taken);
        await show(async () => unscaled(await taken.x.data<'float32'>(), count));
      };
      const begin = beginning?.(from, count);
      try {
        const made = await draw({
          roles,
          weights,
          settings: model.settings,
          shape: [count, ...model.shape],
          labels: labels.subarray(from, from + count),
          ...(captions && words && { captions: captionWriter(words)(captions.slice(from, from + count)) }),
          seed: `${context.seed}/${from}`,
          sharedSeed: `${context.seed}/shared`,
          params,
          ...(begin && { begin }),
          breathe: context.breathe,
          tell: (text) => {
            if (from === 0) context.log('info', text);
          },
          onStep,
        });
        all.set(made, from * size);
      } finally {
        for (const given of [begin?.start?.clean, begin?.inpaint?.known, begin?.inpaint?.mask]) given?.dispose();
      }
      context.progress({ done: from + count, total: wanted });
    }
    return { examples: unscaled(all, wanted), path: keeper.end(all) };
  } finally {
    disposeAll(weights);
  }
}

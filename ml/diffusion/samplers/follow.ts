import { captionTensor } from '../../captions';
import { gaussianNoise } from '../../functions/noise';
import { createRandom, type Random } from '../../random';
import {
  add,
  clone,
  dispose,
  fill,
  mul,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tidy,
} from '../../tf';
import { createBreath } from '../../training/breath';
import type { Level } from '../levels';
import { addNoise } from '../parameterisation';
import type { Sampled, SamplingOptions } from './options';

/** One step of a sampler, from a level to the next; runs within a `tidy`. */
export type Step = (input: StepInput) => { readonly x: Tensor; readonly clean: Tensor };

export interface StepInput {
  readonly x: Tensor;
  readonly from: Level;
  readonly to: Level;
  /** Asks the denoiser about `x` at a time that holds for all rows. */
  readonly ask: (x: Tensor, time: number) => Tensor;
  /** The clean data that the step before predicted, and its level; absent in the first. */
  readonly previous: { readonly clean: Tensor; readonly from: Level } | undefined;
  /** Standard normal noise for this step. */
  readonly noise: () => Tensor;
  readonly labels: Tensor1D | undefined;
  readonly captions?: Tensor2D | undefined;
}

/**
 * Takes a sampler's steps along levels, which go from noise to data: the one loop of all samplers. Noise is a function of
 * the seed, the step and the row. Leaves no tensor behind but the samples.
 */
export async function follow(levels: readonly Level[], step: Step, options: SamplingOptions): Promise<Sampled> {
  const { denoiser, shape, onStep, shouldStop, inpaint } = options;
  const random = createRandom(`${options.seed}/diffusion`);
  const last = levels.length - 1;
  const first = options.start ? last - Math.round(strengthOf(options.start.strength) * last) : 0;
  const breath = createBreath(options.breathe);
  let x = tidy(() => begin(levelAt(levels, first), options, random.split('start')));
  const labels = options.labels && tensor1d(Array.from(options.labels), 'int32');
  const captions = options.captions && captionTensor(options.captions);
  // What was given free of noise is asked about as it was given, also between two levels: a model that learned from it so has no word about it.
  const asGiven = (x: Tensor) => (inpaint?.isClean ? withKnown(x, inpaint.known, inpaint.mask) : x);
  const ask = (x: Tensor, time: number) => denoiser(asGiven(x), fill([x.shape[0] ?? 0], time), labels, captions);

  let previous: StepInput['previous'];
  let ended: Sampled['ended'] | undefined;
  try {
    for (let index = first; index < last && !ended; index++) {
      const [from, to] = [levelAt(levels, index), levelAt(levels, index + 1)];
      const rounds = to.noise > 0 ? (inpaint?.resamplings ?? 1) : 1;
      for (let round = 0; round < rounds && !ended; round++) {
        const own = random.split(`step ${index}/${round}`);
        const noise = (purpose: string) => gaussianNoise(shape, own.split(purpose));
        const made = tidy(() => {
          const next = step({ x, from, to, ask, previous, labels, captions, noise: () => noise('step') });
          // A denoiser may hand back what it was given; the clone makes it ours.
          const reached = clone(putBack(next.x, to, options, () => noise('known')));
          return { x: reached, clean: clone(next.clean) };
        });
        const before = x;
        x = made.x;
        if (round < rounds - 1) {
          before.dispose();
          made.clean.dispose();
          const further = tidy(() => noiseBack(x, to, from, noise('back')));
          x.dispose();
          x = further;
        } else {
          previous?.clean.dispose();
          previous = { clean: made.clean, from };
          try {
            await onStep?.({ step: index - first, steps: last - first, time: from.time, before, from, ...made });
          } finally {
            before.dispose();
          }
        }
        await breath();
        if (shouldStop?.()) ended = 'cancel';
      }
    }
    return { samples: x, ended: ended ?? 'steps' };
  } catch (error) {
    x.dispose();
    throw error;
  } finally {
    dispose([labels, captions, previous?.clean].filter((tensor) => tensor !== undefined));
  }
}

function levelAt(levels: readonly Level[], index: number): Level {
  const level = levels[index];
  if (!level) throw new RangeError(`There is no level ${index} among ${levels.length}.`);
  return level;
}

function strengthOf(strength: number): number {
  if (!(strength >= 0 && strength <= 1)) throw new RangeError(`A strength of ${strength} is not within 0 and 1.`);
  return strength;
}

/** Noise, or noised items. */
function begin(level: Level, options: SamplingOptions, random: Random): Tensor {
  const noise = gaussianNoise(options.shape, random);
  const x = options.start ? addNoise(options.start.clean, noise, level) : noise;
  return clone(putBack(x, level, options, () => gaussianNoise(options.shape, random.split('known'))));
}

/** The known part of an inpainting in place of what was made of it. */
function putBack(x: Tensor, level: Level, { inpaint }: SamplingOptions, noise: () => Tensor): Tensor {
  if (!inpaint) return x;
  const known = level.noise > 0 && !inpaint.isClean ? addNoise(inpaint.known, noise(), level) : inpaint.known;
  return withKnown(x, known, inpaint.mask);
}

const withKnown = (x: Tensor, known: Tensor, mask: Tensor): Tensor => add(mul(known, mask), mul(x, sub(1, mask)));

/** From a level back to a noisier one: `q(x_from | x_to)`, which for one step of a diffusion is `√(1 − β) x + √β ε`. */
function noiseBack(x: Tensor, to: Level, from: Level, noise: Tensor): Tensor {
  const ratio = from.signal / to.signal;
  return add(mul(x, ratio), mul(noise, Math.sqrt(Math.max(0, from.noise ** 2 - (ratio * to.noise) ** 2))));
}

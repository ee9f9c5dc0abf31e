import { type Arrays, drawArrays } from '../arrays';
import { type CaptionRows, captionTensor, withoutCaptions } from '../captions';
import { gaussianValues } from '../functions/noise';
import type { Random } from '../random';
import { add, mul, sub, type Tensor, type Tensor1D, type Tensor2D, tensor, tensor1d } from '../tf';
import type { Level } from './levels';
import type { Shares } from './parameterisation';

/** What one step of a diffusion's training is about: items, and for each the noise and the time that it is noised to. */
export interface NoisedBatch {
  /** With labels after dropout. */
  readonly items: Arrays;
  /** As many numbers as `items.data`. */
  readonly noise: Float32Array;
  /** One for each item; whole steps in diffusion, [0, 1] in flows. */
  readonly times: Float32Array;
  /** After dropout; of a network that is told captions. */
  readonly captions?: CaptionRows;
  /** How many of the first frames of each clip stay free of noise, and are no part of the loss. */
  readonly given?: Int32Array;
}

export interface DrawOptions {
  /** Draws one time: `stepTime`, `uniformTime` … */
  readonly time: (random: Random) => number;
  /** How likely a label is replaced by the null class, and a caption by an empty one, both at once, for classifier-free guidance (Ho & Salimans 2022, algorithm 1). */
  readonly labelDropout?: number;
  /** The index that says “no class”; usually the number of classes. */
  readonly nullClass?: number;
  /** Writes captions as the network takes them; without it they are left out. */
  readonly write?: (captions: readonly string[]) => CaptionRows;
  /** How likely the first frames of a clip are given without noise, one of them up to all but one, each number as likely. */
  readonly givenShare?: number;
}

/**
 * Draws a batch: a function of the data and of `random` alone. Items are drawn with replacement, each as likely.
 * @throws RangeError for data without items.
 */
export function drawNoisedBatch(
  data: Arrays,
  rows: number,
  random: Random,
  { time, labelDropout = 0, nullClass = data.classes?.length ?? 0, write, givenShare = 0 }: DrawOptions,
): NoisedBatch {
  const taken = drawArrays(data, rows, random);
  const said = write && taken.captions && write(taken.captions);
  const dropped = taken.labels || said ? drawHidden(rows, labelDropout, random) : [];
  // Chance of its own: whoever gives no frames learns from the same batches as ever.
  const given = givenShare > 0 ? drawGiven(rows, givenShare, data.shape[0] ?? 1, random.split('given')) : undefined;
  const untold = given && random.split('untold');
  const hidden = untold ? dropped.map((is, row) => is || (given[row] !== 0 && untold.next() < 0.5)) : dropped;
  const labels = taken.labels && hideLabels(taken.labels, hidden, nullClass);
  const times = Float32Array.from({ length: rows }, () => time(random));
  return {
    items: { ...taken, ...(labels && { labels }) },
    times,
    noise: gaussianValues(taken.data.length, random),
    ...(said && { captions: withoutCaptions(said, hidden) }),
    ...(given && { given }),
  };
}

/** How many frames of each row are given: none, or with probability `share` 1 … `frames` − 1. */
const drawGiven = (rows: number, share: number, frames: number, random: Random): Int32Array =>
  Int32Array.from({ length: rows }, () => (frames > 1 && random.next() < share ? 1 + random.int(frames - 1) : 0));

/** Labels of which each is replaced by the null class with probability `rate`. */
export const dropLabels = (labels: Int32Array, rate: number, nullClass: number, random: Random): Int32Array =>
  hideLabels(labels, drawHidden(labels.length, rate, random), nullClass);

/** Which rows are told nothing, each with probability `rate`. */
const drawHidden = (rows: number, rate: number, random: Random): readonly boolean[] =>
  Array.from({ length: rows }, () => random.next() < rate);

const hideLabels = (labels: Int32Array, hidden: readonly boolean[], nullClass: number): Int32Array =>
  labels.map((label, row) => (hidden[row] ? nullClass : label));

/** Draws a step of `0 … steps − 1`, each as likely (Ho et al. 2020, algorithm 1). */
export const stepTime =
  (steps: number) =>
  (random: Random): number =>
    random.int(steps);

/** Draws one of the times at which a step along these levels begins, each as likely: for distillation. */
export const gridTime =
  (grid: readonly Level[]) =>
  (random: Random): number =>
    grid[random.int(grid.length - 1)]?.time ?? 0;

/** A batch whose times, drawn in [0, 1) (`uniformTime`), are put where steps along these levels begin, each as likely: for grids that change in training. */
export const ontoGrid = (batch: NoisedBatch, grid: readonly Level[]): NoisedBatch => ({
  ...batch,
  times: batch.times.map((share) => grid[Math.floor(share * (grid.length - 1))]?.time ?? 0),
});

/** A batch as tensors, within a `tidy`. */
export function batchTensors({ items, noise, times, captions, given }: NoisedBatch): {
  readonly clean: Tensor;
  readonly epsilon: Tensor;
  readonly times: Tensor1D;
  readonly labels: Tensor1D | undefined;
  readonly captions: Tensor2D | undefined;
  /** `[B, frames, 1, …]`: 0 where a frame is given, and 1 where it is noised and asked for. */
  readonly asked: Tensor | undefined;
} {
  const shape = [items.count, ...items.shape];
  return {
    clean: tensor(items.data, shape, 'float32'),
    epsilon: tensor(noise, shape, 'float32'),
    times: tensor1d(times, 'float32'),
    labels: items.labels && tensor1d(items.labels, 'int32'),
    captions: captions && captionTensor(captions),
    asked: given && askedFrames(given, items.shape),
  };
}

function askedFrames(given: Int32Array, [frames = 1, ...rest]: readonly number[]): Tensor {
  const asked = Float32Array.from({ length: given.length * frames }, (_, at) =>
    at % frames < (given[Math.floor(at / frames)] ?? 0) ? 0 : 1,
  );
  return tensor(asked, [given.length, frames, ...rest.map(() => 1)], 'float32');
}

/** Noised items, in which the frames that are given have no noise. */
export const withGiven = (noised: Tensor, clean: Tensor, asked: Tensor | undefined): Tensor =>
  asked ? add(mul(noised, asked), mul(clean, sub(1, asked))) : noised;

/** One number for each row, as `[B, 1, …]`, to be multiplied with tensors of `rank` axes. */
export const perRow = (values: readonly number[], rank: number): Tensor =>
  tensor(values.slice(), [values.length, ...Array<number>(rank - 1).fill(1)], 'float32');

/** The shares of data and noise of each row. */
export const rowShares = (levels: readonly Pick<Level, 'signal' | 'noise'>[], rank: number): Shares => ({
  signal: perRow(
    levels.map(({ signal }) => signal),
    rank,
  ),
  noise: perRow(
    levels.map(({ noise }) => noise),
    rank,
  ),
});

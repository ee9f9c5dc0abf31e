import type { ParameterSpec } from '@/graph';
import { type ImageNorm, normOf } from './image-parameters';
import {
  type Described,
  describeAttention,
  describeFeedForward,
  describeNorm,
  describeTold,
  linear,
  within,
} from './parameters';

/** Parameters and cost of layers that work on patches of images, or are told by one shared vector; a test holds them to `ml/layers/`. FLOPs are per image. */

export interface PatchSizes {
  /** Of the images that are cut. */
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly patch: number;
  /** From one patch to the next, where they overlap. */
  readonly step?: number;
  readonly tokenWidth: number;
  readonly positions: 'sinusoidal' | 'learned' | 'none';
  /** A vector that stands for no patch comes first. */
  readonly classToken?: boolean;
  /** Of the linear map; true if left out. */
  readonly bias?: boolean;
}

/** How many patches an image is cut into. */
export const placesOf = ({
  height,
  width,
  patch,
  step = patch,
}: Pick<PatchSizes, 'height' | 'width' | 'patch' | 'step'>): number =>
  (Math.ceil((height - patch) / step) + 1) * (Math.ceil((width - patch) / step) + 1);

/** A linear map of each patch, and a vector for each place where positions are learned. */
export function describePatchify(sizes: PatchSizes): Described {
  const { patch, inputs, tokenWidth, positions, classToken = false, bias = true } = sizes;
  const [squares, numbers] = [placesOf(sizes), patch ** 2 * inputs];
  const places = squares + (classToken ? 1 : 0);
  return {
    parameters: [
      ...linear('patch', numbers, tokenWidth, bias),
      ...(classToken ? [{ name: 'classToken', shape: [tokenWidth] }] : []),
      ...(positions === 'learned' ? [{ name: 'positions', shape: [places, tokenWidth] }] : []),
    ],
    flops: 2 * squares * numbers * tokenWidth + (positions === 'none' ? 0 : places * tokenWidth),
  };
}

export interface UnpatchSizes {
  readonly height: number;
  readonly width: number;
  readonly outputs: number;
  readonly patch: number;
  readonly tokenWidth: number;
  readonly norm: boolean;
  readonly told: boolean;
}

/** A norm, moved and scaled by what it is told, and a linear map of each token to the pixels of its patch. */
export function describeUnpatchify(sizes: UnpatchSizes): Described {
  const { patch, outputs, tokenWidth, norm, told } = sizes;
  const pixels = patch ** 2 * outputs;
  const modulated = told ? 2 * tokenWidth * 2 * tokenWidth + tokenWidth : 0;
  const perPlace = (norm ? normFlops(tokenWidth) : 0) + (told ? 2 * tokenWidth : 0) + 2 * tokenWidth * pixels;
  return {
    parameters: [
      ...(told ? linear('modulation', tokenWidth, 2 * tokenWidth, true) : []),
      ...linear('pixels', tokenWidth, pixels, true),
    ],
    flops: modulated + placesOf(sizes) * perPlace,
  };
}

export interface TubeletSizes extends Omit<PatchSizes, 'classToken' | 'bias'> {
  readonly frames: number;
  /** Frames of one tubelet. */
  readonly span: number;
}

/** How many tubelets a clip is cut into. */
export const tubeletsOf = ({ frames, span, ...sizes }: Omit<TubeletSizes, 'inputs' | 'tokenWidth' | 'positions'>) =>
  Math.ceil(frames / span) * placesOf(sizes);

/** A linear map of each tubelet, and a vector for each place and moment where positions are learned. */
export function describeTubelets(sizes: TubeletSizes): Described {
  const { span, patch, inputs, tokenWidth, positions } = sizes;
  const [tokens, numbers] = [tubeletsOf(sizes), span * patch ** 2 * inputs];
  return {
    parameters: [
      ...linear('tubelet', numbers, tokenWidth, true),
      ...(positions === 'learned' ? [{ name: 'positions', shape: [tokens, tokenWidth] }] : []),
    ],
    flops: 2 * tokens * numbers * tokenWidth + (positions === 'none' ? 0 : tokens * tokenWidth),
  };
}

/** As `describeUnpatchify`, of every moment: a token’s numbers are those of `span` patches. */
export function describeUntubelets({ frames, span, ...sizes }: UnpatchSizes & Pick<TubeletSizes, 'frames' | 'span'>) {
  const { parameters, flops } = describeUnpatchify({ ...sizes, outputs: span * sizes.outputs });
  const modulated = sizes.told ? 2 * sizes.tokenWidth * 2 * sizes.tokenWidth + sizes.tokenWidth : 0;
  return { parameters, flops: modulated + (frames / span) * (flops - modulated) };
}

/** Nine vectors of what it is told where it is; attention within a moment, attention along time, and a feed-forward part, each after a norm. */
export function describeSpaceTimeBlock(
  {
    width,
    heads,
    hidden,
    told,
  }: { readonly width: number; readonly heads: number; readonly hidden: number; readonly told: boolean },
  times: number,
  places: number,
): Described {
  const sizes = { width, heads, keyValueHeads: heads, bias: true };
  const [space, time] = [describeAttention(sizes, places), describeAttention(sizes, times)];
  const feedForward = describeFeedForward(width, hidden, 'gelu', true);
  const around = 3 * (normFlops(width) + (told ? 4 : 1) * width);
  return {
    parameters: [
      ...(told ? linear('modulation', width, 9 * width, true) : []),
      ...within('space', space.parameters),
      ...within('time', time.parameters),
      ...within('feedForward', feedForward.parameters),
    ],
    flops:
      (told ? width + 18 * width * width : 0) +
      times * places * (space.flops + time.flops + feedForward.flops + around),
  };
}

export interface ConditionSizes {
  readonly width: number;
  /** False: one dense layer over the features of the time; true if left out. */
  readonly mix?: boolean;
  readonly time: boolean;
  readonly classes: number;
  /** How many words it knows where it is told captions. */
  readonly words?: number;
}

/** Two dense layers over the features of the time, a row for each class and for none, and one for each word. */
export function describeCondition({ width, time, classes, words, mix = true }: ConditionSizes): Described {
  const told = describeTold(width, time, classes, words);
  const isMixed = time && mix;
  return {
    parameters: [...told.parameters, ...(isMixed ? linear('mix', width, width, true) : [])],
    flops: told.flops + (isMixed ? width + 2 * width * width : 0) + (time && classes > 0 ? width : 0),
  };
}

/** Six vectors of what it is told; attention and feed-forward, each between a norm that they move and scale, and a gate. */
export function describeDitBlock(width: number, heads: number, hidden: number, places: number): Described {
  const attention = describeAttention({ width, heads, keyValueHeads: heads, bias: true }, places);
  const feedForward = describeFeedForward(width, hidden, 'gelu', true);
  const parameters: readonly ParameterSpec[] = [
    ...linear('modulation', width, 6 * width, true),
    ...within('attention', attention.parameters),
    ...within('feedForward', feedForward.parameters),
  ];
  // Of each half: the norm, a scale and a shift, a gate and the sum.
  const around = 2 * (normFlops(width) + 4 * width);
  return { parameters, flops: width + 12 * width * width + places * (attention.flops + feedForward.flops + around) };
}

/** One scale and one shift for each channel, of what it is told. */
export function describeFilm(channels: number, toldWidth: number, places: number): Described {
  return {
    parameters: linear('modulation', toldWidth, 2 * channels, true),
    flops: 4 * toldWidth * channels + 2 * places * channels,
  };
}

/** Attention over all places of an image beside a way around it, with one learned weight where it has a gain. */
export function describeImageAttention(
  { channels, heads, norm, gain = true }: ImageAttentionSizes,
  places: number,
): Described {
  const normal = normOf(norm, channels);
  const attention = describeAttention({ width: channels, heads, keyValueHeads: heads, bias: true }, places);
  return {
    parameters: [
      ...(gain ? [{ name: 'gain', shape: [1] }] : []),
      ...within('norm', normal.parameters),
      ...within('attention', attention.parameters),
    ],
    flops: places * (normal.flops + attention.flops + (gain ? 2 : 1) * channels),
  };
}

interface ImageAttentionSizes {
  readonly channels: number;
  readonly heads: number;
  readonly norm: ImageNorm;
  readonly gain?: boolean;
}

/** A row for each word and each place of a caption, and attention of all places of an image to them. */
export function describeCrossAttention(
  { width, words, length }: { readonly width: number; readonly words: number; readonly length: number },
  places: number,
): Described {
  const normal = describeNorm('layer-norm', width, true);
  const dense = 2 * width * width;
  return {
    parameters: [
      ...within('norm', normal.parameters),
      { name: 'words', shape: [words, width] },
      { name: 'positions', shape: [length, width] },
      ...['query', 'key', 'value', 'output'].flatMap((name) => linear(name, width, width, true)),
    ],
    flops: length * (2 * dense + width) + places * (normal.flops + 2 * dense + 4 * length * width + width),
  };
}

/** Of a norm without a weight and a bias of its own. */
const normFlops = (width: number): number => 5 * width;

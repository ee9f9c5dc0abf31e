import { z } from '@/graph';
import {
  activationNamed,
  type EncoderBlocks,
  epsilonField,
  LARGEST,
  namedIn,
  requireEven,
  whole,
} from './encoder-config';
import { parseConfig } from './parse';
import { malformed, unsupportedImages } from './refuse';

/** A published encoder of images, in our own words. */
export interface ImageEncoder extends EncoderBlocks {
  /** As `config.json` names it. */
  readonly architecture: string;
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  readonly patch: number;
  readonly inputBias: boolean;
  /** What it tells apart; null where it gives vectors alone. */
  readonly classes: readonly string[] | null;
}

/** Images beyond this are not looked at in a browser. */
const LARGEST_IMAGE = 4_096;
const side = whole(LARGEST_IMAGE);
const square = z
  .union([side, z.tuple([side, side])])
  .transform((size) => (typeof size === 'number' ? [size, size] : size));

export const blocksFields = {
  hidden_size: whole(LARGEST.width),
  num_hidden_layers: whole(LARGEST.layers),
  num_attention_heads: whole(LARGEST.heads),
  intermediate_size: whole(4 * LARGEST.width),
};

const vitConfig = z.object({
  ...blocksFields,
  hidden_act: z.string().max(100).default('gelu'),
  layer_norm_eps: epsilonField(1e-12),
  image_size: square.default([224, 224]),
  patch_size: square.default([16, 16]),
  num_channels: whole(64).default(3),
  qkv_bias: z.boolean().default(true),
  id2label: z.record(z.string().max(20), z.string().max(500)).nullish(),
});

/**
 * Reads the `config.json` of a vision transformer. @throws GenloomError `foundation.unsupported-architecture`, `foundation.unsupported`,
 * `foundation.malformed`
 */
export function imageEncoderOf(config: unknown): ImageEncoder {
  const { architecture } = namedIn(config);
  if (architecture !== 'ViTForImageClassification' && architecture !== 'ViTModel')
    throw unsupportedImages(architecture);
  const known = parseConfig(vitConfig, config);
  const [height = 0, width = 0] = known.image_size;
  const [patch = 0, across] = known.patch_size;
  if (patch !== across || height % patch !== 0 || width % patch !== 0)
    throw malformed(
      'config.json',
      `Images of ${height} × ${width} do not divide into squares of ${patch} × ${across}.`,
    );
  const encoder = {
    architecture,
    image: { height, width, channels: known.num_channels },
    patch,
    width: known.hidden_size,
    layers: known.num_hidden_layers,
    heads: known.num_attention_heads,
    hidden: known.intermediate_size,
    activation: activationNamed(known.hidden_act),
    epsilon: known.layer_norm_eps,
    inputBias: known.qkv_bias,
    classes: architecture === 'ViTModel' ? null : classesOf(known.id2label ?? { '0': 'LABEL_0', '1': 'LABEL_1' }),
  };
  requireEven(encoder);
  return encoder;
}

/** The names of the classes, whose numbers go from 0 to the last. */
function classesOf(labels: Readonly<Record<string, string>>): readonly string[] {
  const names = Array.from({ length: Object.keys(labels).length }, (_, index) => labels[String(index)]);
  if (names.length === 0 || !names.every((name) => name !== undefined))
    throw malformed('config.json', 'Its classes are not numbered from 0.');
  return names;
}

const scalingFile = z.object({
  image_mean: z.array(z.number()).min(1).max(64).optional(),
  image_std: z.array(z.number().positive()).min(1).max(64).optional(),
  do_normalize: z.boolean().optional(),
});

/** What is taken off every pixel, 0 … 1, and what it is divided by, channel by channel, as `preprocessor_config.json` says; a half each where it does not. */
export function imageScalingOf(config: unknown, channels: number) {
  const { image_mean: mean, image_std: deviation, do_normalize: normalises } = parseConfig(scalingFile, config);
  if (normalises === false) return { mean: [0], deviation: [1] };
  const scaling = { mean: mean ?? [0.5], deviation: deviation ?? [0.5] };
  if (scaling.mean.length !== scaling.deviation.length || ![1, channels].includes(scaling.mean.length))
    throw malformed('preprocessor_config.json', `It does not say a mean and a deviation for ${channels} channels.`);
  return scaling;
}

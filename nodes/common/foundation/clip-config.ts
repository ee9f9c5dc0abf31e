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
import { malformed, notSupported } from './refuse';

/** The tower of CLIP that reads texts. */
export interface ClipText extends EncoderBlocks {
  readonly vocabulary: number;
  readonly context: number;
  /** The token whose vector stands for the text; null where it is the one with the highest id. */
  readonly end: number | null;
}

/** The tower that looks at images. */
export interface ClipImages extends EncoderBlocks {
  readonly image: { readonly height: number; readonly width: number; readonly channels: number };
  readonly patch: number;
}

/** A published CLIP in our own words: two encoders into one space. */
export interface Clip {
  readonly text: ClipText;
  readonly images: ClipImages;
  /** Numbers of a vector that both make. */
  readonly joint: number;
}

/** Published files leave out what is as the reference implementation has it. */
const blocks = (usual: { width: number; hidden: number; heads: number }) => ({
  hidden_size: whole(LARGEST.width).default(usual.width),
  intermediate_size: whole(4 * LARGEST.width).default(usual.hidden),
  num_hidden_layers: whole(LARGEST.layers).default(12),
  num_attention_heads: whole(LARGEST.heads).default(usual.heads),
  hidden_act: z.string().max(100).default('quick_gelu'),
  layer_norm_eps: epsilonField(1e-5),
});

const textConfig = z.object({
  ...blocks({ width: 512, hidden: 2_048, heads: 8 }),
  vocab_size: whole(LARGEST.vocabulary).default(49_408),
  max_position_embeddings: whole(LARGEST.context).default(77),
  eos_token_id: z.number().int().min(0).nullish(),
});

const imagesConfig = z.object({
  ...blocks({ width: 768, hidden: 3_072, heads: 12 }),
  image_size: whole(4_096).default(224),
  patch_size: whole(4_096).default(32),
  num_channels: whole(64).default(3),
});

const part = z
  .record(z.string().max(200), z.unknown())
  .nullish()
  .transform((value) => value ?? {});
const clipConfig = z.object({
  text_config: part,
  vision_config: part,
  // Old files say here what differs.
  text_config_dict: part,
  vision_config_dict: part,
  projection_dim: whole(LARGEST.width).default(512),
});

/** An end that old files have and mean nothing by. */
const NO_END = 2;

/** Reads the `config.json` of a CLIP. @throws GenloomError `foundation.unsupported`, `foundation.malformed` */
export function clipOf(config: unknown): Clip {
  const { architecture } = namedIn(config);
  if (architecture !== 'CLIPModel') throw notSupported(`the architecture “${architecture.slice(0, 80)}”`, 'CLIPModel');
  const both = parseConfig(clipConfig, config);
  const text = parseConfig(textConfig, { ...both.text_config, ...both.text_config_dict });
  const images = parseConfig(imagesConfig, { ...both.vision_config, ...both.vision_config_dict });
  const { image_size: side, patch_size: patch, num_channels: channels } = images;
  if (side % patch !== 0)
    throw malformed('config.json', `Images of ${side} × ${side} do not divide into squares of ${patch} × ${patch}.`);
  return {
    text: {
      ...blocksOf(text),
      vocabulary: text.vocab_size,
      context: text.max_position_embeddings,
      end: (text.eos_token_id ?? NO_END) === NO_END ? null : (text.eos_token_id ?? null),
    },
    images: { ...blocksOf(images), image: { height: side, width: side, channels }, patch },
    joint: both.projection_dim,
  };
}

function blocksOf(config: z.infer<z.ZodObject<ReturnType<typeof blocks>>>): EncoderBlocks {
  const own = {
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    hidden: config.intermediate_size,
    activation: activationNamed(config.hidden_act),
    epsilon: config.layer_norm_eps,
  };
  requireEven(own);
  return own;
}

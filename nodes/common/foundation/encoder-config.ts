import { z } from '@/graph';
import type { EncoderFamily } from '@/ml/foundation/encoder-names';
import type { Activation } from '../../network/parameters';
import { parseConfig } from './parse';
import { malformed, notSupported } from './refuse';

/** A published encoder's blocks in our own words. */
export interface EncoderBlocks {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly hidden: number;
  readonly activation: Activation;
  readonly epsilon: number;
}

/** A published encoder of text, of BERT's family. */
export interface TextEncoder extends EncoderBlocks {
  readonly family: EncoderFamily;
  /** As `config.json` names it. */
  readonly architecture: string;
  readonly vocabulary: number;
  readonly context: number;
  /** Segments that it tells apart; 0 where it is told none. */
  readonly types: number;
  readonly tied: boolean;
  /** Whether it ends in scores for tokens; in vectors otherwise. */
  readonly head: boolean;
}

export const whole = (most: number) => z.number().int().min(1).max(most);
export const LARGEST = { vocabulary: 2_000_000, context: 1_000_000, width: 65_536, layers: 512, heads: 1_024 } as const;
export const epsilonField = (otherwise: number) => z.number().positive().max(0.1).default(otherwise);
const tied = z
  .boolean()
  .nullish()
  .transform((value) => value ?? true);

const named = z.object({
  architectures: z.array(z.string().max(200)).max(20).nullish(),
  quantization_config: z.unknown().optional(),
});

/** What a config calls its model; empty where it does not. @throws GenloomError `foundation.unsupported` for quantised weights */
export function namedIn(config: unknown): { readonly architecture: string } {
  const { architectures, quantization_config: quantised } = parseConfig(named, config);
  if (quantised !== undefined && quantised !== null)
    throw notSupported('quantised weights', 'files in float32, float16 and bfloat16');
  return { architecture: architectures?.[0] ?? '' };
}

const bertConfig = z.object({
  vocab_size: whole(LARGEST.vocabulary),
  max_position_embeddings: whole(LARGEST.context),
  hidden_size: whole(LARGEST.width),
  num_hidden_layers: whole(LARGEST.layers),
  num_attention_heads: whole(LARGEST.heads),
  intermediate_size: whole(4 * LARGEST.width),
  hidden_act: z.string().max(100).default('gelu'),
  layer_norm_eps: epsilonField(1e-12),
  type_vocab_size: whole(1_000).default(2),
  pad_token_id: z.number().int().nullish(),
  position_embedding_type: z.string().max(100).nullish(),
  is_decoder: z.boolean().nullish(),
  tie_word_embeddings: tied,
});

const distilConfig = z.object({
  vocab_size: whole(LARGEST.vocabulary),
  max_position_embeddings: whole(LARGEST.context),
  dim: whole(LARGEST.width),
  n_layers: whole(LARGEST.layers),
  n_heads: whole(LARGEST.heads),
  hidden_dim: whole(4 * LARGEST.width),
  activation: z.string().max(100).default('gelu'),
  tie_word_embeddings: tied,
});

const FAMILIES: Readonly<
  Record<string, { readonly family: 'bert' | 'roberta' | 'distilbert'; readonly head: boolean }>
> = {
  BertForMaskedLM: { family: 'bert', head: true },
  BertModel: { family: 'bert', head: false },
  RobertaForMaskedLM: { family: 'roberta', head: true },
  RobertaModel: { family: 'roberta', head: false },
  DistilBertForMaskedLM: { family: 'distilbert', head: true },
  DistilBertModel: { family: 'distilbert', head: false },
};

/**
 * Reads the `config.json` of a model of BERT's family; null for any other. @throws GenloomError `foundation.unsupported` for a part that our blocks do not
 * have, `foundation.malformed` where it does not hold together
 */
export function textEncoderOf(config: unknown): TextEncoder | null {
  const { architecture } = namedIn(config);
  const known = Object.hasOwn(FAMILIES, architecture) ? FAMILIES[architecture] : undefined;
  if (!known) return null;
  const sizes = known.family === 'distilbert' ? distil(config) : bert(known.family, config);
  requireEven(sizes);
  return { ...known, architecture, ...sizes };
}

function distil(raw: unknown) {
  const config = parseConfig(distilConfig, raw);
  return {
    vocabulary: config.vocab_size,
    context: config.max_position_embeddings,
    width: config.dim,
    layers: config.n_layers,
    heads: config.n_heads,
    hidden: config.hidden_dim,
    activation: activationNamed(config.activation),
    epsilon: 1e-12,
    types: 0,
    tied: config.tie_word_embeddings,
  };
}

function bert(family: 'bert' | 'roberta', raw: unknown) {
  const config = parseConfig(bertConfig, raw);
  if (config.is_decoder) throw notSupported('attention that looks back only', 'BERT that looks both ways');
  if ((config.position_embedding_type ?? 'absolute') !== 'absolute')
    throw notSupported(`positions of the kind “${config.position_embedding_type}”`, 'absolute ones');
  if (family === 'roberta' && (config.pad_token_id ?? 1) !== 1)
    throw notSupported('positions that begin elsewhere', 'RoBERTa whose padding has the id 1');
  const context = config.max_position_embeddings - (family === 'roberta' ? PADDING : 0);
  if (context < 1) throw malformed('config.json', 'It has no positions.');
  return {
    vocabulary: config.vocab_size,
    context,
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    hidden: config.intermediate_size,
    activation: activationNamed(config.hidden_act),
    epsilon: config.layer_norm_eps,
    types: config.type_vocab_size,
    tied: config.tie_word_embeddings,
  };
}

/** RoBERTa's positions that are kept for padding. */
const PADDING = 2;

const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu: 'gelu-exact',
  gelu_new: 'gelu',
  gelu_pytorch_tanh: 'gelu',
  quick_gelu: 'gelu-quick',
  relu: 'relu',
  silu: 'silu',
};

/** Our own word for an activation. @throws GenloomError `foundation.unsupported` for another */
export function activationNamed(name: string): Activation {
  const activation = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
  if (!activation) throw notSupported(`the activation “${name}”`, Object.keys(ACTIVATIONS).join(', '));
  return activation;
}

/** @throws GenloomError `foundation.malformed` for a width that its heads do not divide */
export function requireEven({ width, heads }: Pick<EncoderBlocks, 'width' | 'heads'>): void {
  if (width % heads !== 0) throw malformed('config.json', `A width of ${width} does not divide into ${heads} heads.`);
}

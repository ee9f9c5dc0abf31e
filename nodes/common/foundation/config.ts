import { z } from '@/graph';
import type { Family } from '@/ml/foundation/families';
import type { Activation, NormKind } from '../../network/parameters';
import { parseConfig } from './parse';
import { malformed, notSupported, SUPPORTED, unsupportedArchitecture } from './refuse';
import { type Rope, ropeFields, ropeOf } from './rope';

/** A published decoder in our own words: all that is needed to describe its network. */
export interface Decoder {
  readonly family: Family;
  /** As `config.json` names it. */
  readonly architecture: string;
  readonly vocabulary: number;
  readonly context: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyValueHeads: number;
  readonly headWidth: number;
  readonly hidden: number;
  readonly activation: Activation;
  readonly norm: NormKind;
  readonly epsilon: number;
  readonly bias: boolean;
  readonly inputBias: boolean;
  readonly outputBias: boolean;
  readonly headNorm: boolean;
  readonly rope: Rope | null;
  readonly tied: boolean;
}

const whole = (most: number) => z.number().int().min(1).max(most);
const flag = (otherwise: boolean) =>
  z
    .boolean()
    .nullish()
    .transform((value) => value ?? otherwise);
const epsilon = (otherwise: number) => z.number().positive().max(0.1).default(otherwise);
const LARGEST = { vocabulary: 2_000_000, context: 100_000_000, width: 65_536, layers: 512, heads: 1_024 } as const;

const anyConfig = z.object({
  architectures: z.array(z.string().max(200)).max(20).nullish(),
  model_type: z.string().max(200).nullish(),
  quantization_config: z.unknown().optional(),
});

const gpt2Config = z.object({
  vocab_size: whole(LARGEST.vocabulary),
  n_positions: whole(LARGEST.context),
  n_embd: whole(LARGEST.width),
  n_layer: whole(LARGEST.layers),
  n_head: whole(LARGEST.heads),
  n_inner: whole(4 * LARGEST.width).nullish(),
  activation_function: z.string().max(100).default('gelu_new'),
  layer_norm_epsilon: epsilon(1e-5),
  tie_word_embeddings: flag(true),
  scale_attn_weights: flag(true),
  scale_attn_by_inverse_layer_idx: flag(false),
  add_cross_attention: flag(false),
});

const llamaConfig = z.object({
  vocab_size: whole(LARGEST.vocabulary),
  max_position_embeddings: whole(LARGEST.context),
  hidden_size: whole(LARGEST.width),
  num_hidden_layers: whole(LARGEST.layers),
  num_attention_heads: whole(LARGEST.heads),
  num_key_value_heads: whole(LARGEST.heads).nullish(),
  head_dim: whole(LARGEST.width).nullish(),
  intermediate_size: whole(4 * LARGEST.width),
  hidden_act: z.string().max(100).default('silu'),
  rms_norm_eps: epsilon(1e-6),
  tie_word_embeddings: flag(false),
  attention_bias: flag(false),
  mlp_bias: flag(false),
  sliding_window: whole(LARGEST.context).nullish(),
  use_sliding_window: flag(false),
  ...ropeFields,
});
type LlamaConfig = z.infer<typeof llamaConfig>;

/**
 * Reads a model's `config.json`. @throws GenloomError `foundation.unsupported-architecture`, `foundation.unsupported` for a part that our blocks do not
 * have, `foundation.malformed` where it does not hold together
 */
export function decoderOf(config: unknown): Decoder {
  const known = parseConfig(anyConfig, config);
  if (known.quantization_config !== undefined && known.quantization_config !== null)
    throw notSupported('quantised weights', 'files in float32, float16 and bfloat16');
  const architecture = architectureNamed(known);
  const decoder =
    architecture === 'GPT2LMHeadModel' ? gpt2(parseConfig(gpt2Config, config)) : llama(architecture, config);
  refuseUneven(decoder);
  return decoder;
}

const BY_TYPE: Readonly<Record<string, (typeof SUPPORTED)[number]>> = {
  gpt2: 'GPT2LMHeadModel',
  llama: 'LlamaForCausalLM',
  mistral: 'MistralForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
};

/** What the config calls itself; files from before 2020 only say their type. */
function architectureNamed({ architectures, model_type: type }: z.infer<typeof anyConfig>) {
  const [named] = architectures ?? [];
  const found = SUPPORTED.find((one) => (named === undefined ? BY_TYPE[type ?? ''] === one : named === one));
  if (!found) throw unsupportedArchitecture(named ?? type ?? 'not named');
  return found;
}

const GPT2_ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu_new: 'gelu',
  gelu_pytorch_tanh: 'gelu',
  gelu_fast: 'gelu',
  relu: 'relu',
  silu: 'silu',
  swish: 'silu',
};

function gpt2(config: z.infer<typeof gpt2Config>): Decoder {
  const activation = GPT2_ACTIVATIONS[config.activation_function];
  if (!activation)
    throw notSupported(`the activation “${config.activation_function}”`, Object.keys(GPT2_ACTIVATIONS).join(', '));
  if (!config.scale_attn_weights || config.scale_attn_by_inverse_layer_idx)
    throw notSupported('attention scores of another scale');
  if (config.add_cross_attention) throw notSupported('attention to a second text');
  return {
    family: 'gpt2',
    architecture: 'GPT2LMHeadModel',
    vocabulary: config.vocab_size,
    context: config.n_positions,
    width: config.n_embd,
    layers: config.n_layer,
    heads: config.n_head,
    keyValueHeads: config.n_head,
    headWidth: config.n_embd / config.n_head,
    hidden: config.n_inner ?? 4 * config.n_embd,
    activation,
    norm: 'layer-norm',
    epsilon: config.layer_norm_epsilon,
    bias: true,
    inputBias: true,
    outputBias: true,
    headNorm: false,
    rope: null,
    tied: config.tie_word_embeddings,
  };
}

function llama(architecture: Exclude<(typeof SUPPORTED)[number], 'GPT2LMHeadModel'>, raw: unknown): Decoder {
  const config = parseConfig(llamaConfig, raw);
  if (config.hidden_act !== 'silu' && config.hidden_act !== 'swish')
    throw notSupported(`the activation “${config.hidden_act}”`, 'silu');
  const isQwen2 = architecture === 'Qwen2ForCausalLM';
  const attentionBias = !isQwen2 && architecture !== 'MistralForCausalLM' && config.attention_bias;
  if (config.mlp_bias && !attentionBias) throw notSupported('biases in its feed-forward part alone');
  const heads = config.num_attention_heads;
  const rope = ropeOf(config, config.max_position_embeddings, 10_000);
  return {
    family: 'llama',
    architecture,
    vocabulary: config.vocab_size,
    context: contextOf(architecture, config, rope),
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads,
    keyValueHeads: config.num_key_value_heads ?? (architecture === 'MistralForCausalLM' ? 8 : heads),
    headWidth: config.head_dim ?? (architecture === 'Qwen3ForCausalLM' ? 128 : config.hidden_size / heads),
    hidden: config.intermediate_size,
    activation: 'swiglu',
    norm: 'rms-norm',
    epsilon: config.rms_norm_eps,
    bias: config.mlp_bias,
    inputBias: attentionBias || isQwen2,
    outputBias: attentionBias,
    headNorm: architecture === 'Qwen3ForCausalLM',
    rope,
    tied: config.tie_word_embeddings,
  };
}

/** As far as it looks back. Within its sliding window, a model that looks back only so far sees all there is: as far, ours is the same. */
function contextOf(architecture: string, config: LlamaConfig, { scaling }: Rope): number {
  // Dynamic scaling is told the length that was learned on, and stretches it.
  const stretch = scaling?.kind === 'dynamic' ? scaling.factor : 1;
  const most = Math.round(config.max_position_embeddings * stretch);
  const slides =
    architecture === 'MistralForCausalLM' || (architecture.startsWith('Qwen') && config.use_sliding_window);
  return slides ? Math.min(most, config.sliding_window ?? most) : most;
}

function refuseUneven({ width, heads, keyValueHeads, headWidth, rope }: Decoder): void {
  if (!Number.isInteger(headWidth))
    throw malformed('config.json', `A width of ${width} does not divide into ${heads} heads.`);
  if (heads % keyValueHeads !== 0)
    throw malformed('config.json', `${heads} heads do not divide into ${keyValueHeads} groups of keys and values.`);
  if (rope && headWidth % 2 !== 0)
    throw malformed('config.json', `RoPE turns pairs of numbers, and each head is ${headWidth} wide: an odd number.`);
}

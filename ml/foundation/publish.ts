import { choiceOf, flagOf, numberOf, type Params, sizeParam } from '../layers/params';
import { ropeScalingOf } from '../layers/rope-params';
import {
  type Network,
  NetworkError,
  type Operation,
  type ParameterSpec,
  type WeightArray,
  type Weights,
} from '../network';
import { type Family, publishedTensors } from './families';
import { putTogether } from './layout';
import { ropeFieldsOf } from './rope-fields';

/** What a `config.json` is told besides the network. */
export interface PublishOptions {
  /** The most tokens it looks back on, where the network sets no limit. */
  readonly context: number;
  /** The id that ends a text, where the tokenizer has one. */
  readonly endId?: number | undefined;
}

/** A network as the reference implementation (transformers) reads it. */
export interface Published {
  readonly config: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, WeightArray>>;
}

/**
 * A language model in the form of GPT-2 (learned positions, LayerNorm) or of Llama, Qwen2 or Qwen3 (RoPE, RMSNorm, SwiGLU), whichever its layers fit.
 * Biases that it lacks and the form has are 0. @throws NetworkError that names the first layer which fits neither
 */
export function publish(network: Network, weights: Weights, options: PublishOptions): Published {
  const parts = partsOf(network);
  const { family, config, biases } = parts.positions ? gpt2(parts, network, options) : llama(parts, network, options);
  const operations = network.operations.map((operation) =>
    operation.layer === 'token-embedding' || operation.layer === 'position-learned'
      ? operation
      : { ...operation, parameters: [...operation.parameters, ...missing(operation, biases)] },
  );
  const tensors = publishedTensors(family, { ...network, operations }).map(
    (tensor) => [tensor.name, putTogether(tensor, weights)] as const,
  );
  const ends = options.endId === undefined ? {} : { bos_token_id: options.endId, eos_token_id: options.endId };
  return { config: { ...config, ...ends, torch_dtype: 'float32' }, tensors: Object.fromEntries(tensors) };
}

interface Parts {
  readonly embedding: Operation;
  readonly positions: Operation | null;
  readonly block: Operation;
  readonly layers: number;
  readonly head: Operation;
}

interface Form {
  readonly family: Family;
  readonly config: Readonly<Record<string, unknown>>;
  /** Which biases this form has, by the end of our weight's name. */
  readonly biases: (weight: string) => boolean;
}

/** One layer after another: embedding, positions or none, blocks that are all alike, head. */
function partsOf({ operations, output }: Network): Parts {
  const [embedding, second] = operations;
  if (embedding?.layer !== 'token-embedding') throw unfit(embedding, 'they begin with a token embedding');
  const positions = second?.layer === 'position-learned' ? second : null;
  const blocks = operations.slice(positions ? 2 : 1, -1);
  const head = operations.at(-1);
  const [block] = blocks;
  for (const [index, operation] of operations.entries())
    if (operation.inputs.join() !== (index === 0 ? 'input' : operations[index - 1]?.id))
      throw unfit(operation, 'each of their layers takes what the one before it gives');
  for (const one of blocks) {
    if (one.layer !== 'transformer-block')
      throw unfit(one, 'between embedding and head they have transformer blocks alone');
    const other = block && differing(one.params, block.params);
    if (other) throw unfit(one, `all of their blocks are alike, and its “${other}” is not that of the first`);
  }
  if (!block) throw unfit(head, 'they have at least one transformer block');
  if (head?.layer !== 'language-head' || head.id !== output) throw unfit(head, 'they end in a language-model head');
  return { embedding, positions, block, layers: blocks.length, head };
}

function gpt2({ embedding, block, layers, head }: Parts, network: Network, { context }: PublishOptions): Form {
  const { params } = block;
  const heads = sizeParam(params, 'heads');
  const activation = choiceOf(params, 'activation', ['gelu', 'silu', 'relu', 'swiglu']);
  require(block, 'GPT-2', {
    'its norms are LayerNorm': params.norm !== 'rms-norm',
    'its feed-forward part has no gate': activation !== 'swiglu',
    'each of its heads has keys and values of its own': sizeParam(params, 'keyValueHeads', heads) === heads,
    'positions are learned, and attention has none': (params.positions ?? 'none') === 'none',
    'it looks back only': flagOf(params, 'causal', true),
    'its norms come before attention and feed-forward': params.normPlace !== 'post',
    'its heads divide the width': params.headWidth === undefined && !flagOf(params, 'headNorm', false),
  });
  require(head, 'GPT-2', { 'it ends in a LayerNorm': (head.params.norm ?? 'layer-norm') === 'layer-norm' });
  return {
    family: 'gpt2',
    biases: () => true,
    config: {
      architectures: ['GPT2LMHeadModel'],
      model_type: 'gpt2',
      vocab_size: sizeParam(embedding.params, 'vocabulary'),
      n_positions: network.context ?? context,
      n_embd: sizeParam(params, 'width'),
      n_layer: layers,
      n_head: heads,
      n_inner: sizeParam(params, 'hidden'),
      activation_function: activation === 'gelu' ? 'gelu_new' : activation,
      layer_norm_epsilon: oneEpsilon(block, head),
      tie_word_embeddings: flagOf(head.params, 'tied', false),
      // Models from here were trained without, or with their own; what loads this may set it anew.
      resid_pdrop: 0,
      embd_pdrop: 0,
      attn_pdrop: 0,
    },
  };
}

function llama({ embedding, block, layers, head }: Parts, network: Network, { context }: PublishOptions): Form {
  const { params } = block;
  const width = sizeParam(params, 'width');
  const heads = sizeParam(params, 'heads');
  require(block, 'Llama', {
    'its positions are RoPE; GPT-2’s are a learned table': params.positions === 'rope',
    'its norms are RMSNorm': params.norm === 'rms-norm',
    'its feed-forward part is SwiGLU': params.activation === 'swiglu',
    'it looks back only': flagOf(params, 'causal', true),
  });
  require(head, 'Llama', { 'it ends in an RMSNorm': head.params.norm === 'rms-norm' });
  const scaling = ropeScalingOf(params.ropeScaling);
  const bias = flagOf(params, 'bias', true);
  const [inputBias, outputBias] = [flagOf(params, 'inputBias', bias), flagOf(params, 'outputBias', bias)];
  const headNorm = flagOf(params, 'headNorm', false);
  const type = headNorm ? 'qwen3' : inputBias && !outputBias && !bias ? 'qwen2' : 'llama';
  require(block, 'Qwen3', { 'its feed-forward part has no biases': !(headNorm && bias) });
  const attentionBias = type !== 'qwen2' && (inputBias || outputBias);
  return {
    family: 'llama',
    biases: (weight) =>
      (weight.startsWith('attention.') && !weight.includes('Norm') && attentionBias) ||
      (weight.startsWith('feedForward.') && bias),
    config: {
      architectures: [{ llama: 'LlamaForCausalLM', qwen2: 'Qwen2ForCausalLM', qwen3: 'Qwen3ForCausalLM' }[type]],
      model_type: type,
      vocab_size: sizeParam(embedding.params, 'vocabulary'),
      max_position_embeddings: scaling?.kind === 'dynamic' ? scaling.originalContext : (network.context ?? context),
      hidden_size: width,
      num_hidden_layers: layers,
      num_attention_heads: heads,
      num_key_value_heads: sizeParam(params, 'keyValueHeads', heads),
      head_dim: sizeParam(params, 'headWidth', width / heads),
      intermediate_size: sizeParam(params, 'hidden'),
      hidden_act: 'silu',
      rms_norm_eps: oneEpsilon(block, head),
      tie_word_embeddings: flagOf(head.params, 'tied', false),
      ...(type !== 'qwen2' && { attention_bias: attentionBias }),
      ...(type === 'llama' && { mlp_bias: bias }),
      ...ropeFieldsOf(numberOf(params, 'ropeTheta', 10_000), scaling),
    },
  };
}

/** Biases that a form has and an operation lacks, in the shape of what they would be added to. */
function missing(operation: Operation, has: (weight: string) => boolean): ParameterSpec[] {
  const own = new Set(operation.parameters.map(({ name }) => name));
  return operation.parameters.flatMap(({ name, shape, tiedTo }) => {
    const bias = name.replace(/\.weight$/, '.bias');
    const outputs = shape.at(-1);
    if (bias === name || tiedTo !== undefined || own.has(bias) || outputs === undefined || !has(bias)) return [];
    return [{ name: bias, shape: [outputs] }];
  });
}

function oneEpsilon(block: Operation, head: Operation): number {
  const [within, last] = [block, head].map(({ params }) => numberOf(params, 'epsilon', 1e-5));
  if (within === undefined || within !== last) throw unfit(head, 'all of their norms have one epsilon');
  return within;
}

/** The name of the first setting in which two blocks differ; those of first values do not count. */
function differing(one: Params, other: Params): string | undefined {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  names.delete('residualScale');
  names.delete('dropout');
  return [...names].find((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

function require(operation: Operation, form: string, rules: Readonly<Record<string, boolean>>): void {
  const broken = Object.entries(rules).find(([, holds]) => !holds);
  if (broken)
    throw new NetworkError(`the layer “${operation.layer}” does not fit ${form}: ${broken[0]}.`, operation.id);
}

const unfit = (operation: Operation | undefined, why: string) =>
  new NetworkError(
    `the layer “${operation?.layer ?? 'none'}” fits neither GPT-2 nor Llama: ${why}.`,
    operation?.id ?? 'network',
  );

import { choiceOf, flagOf, numberOf, sizeParam } from '../layers/params';
import { type Network, NetworkError, type Operation, type Weights } from '../network';
import { publishedTensors } from './families';
import { putTogether } from './layout';
import type { Published } from './publish';

/** The rows that RoBERTa keeps for padding before its first position. */
const PADDING = 2;

/**
 * A model that fills gaps in the form of BERT, of RoBERTa where it knows one segment, or of DistilBERT where it knows none.
 * @throws NetworkError that names the first layer which fits none of them
 */
export function publishEncoder(network: Network, weights: Weights): Published {
  const { embedding, positions, types, block, layers, head } = partsOf(network);
  const known = types ? sizeParam(types.params, 'types') : 0;
  const family = known === 0 ? 'distilbert' : known === 1 ? 'roberta' : 'bert';
  const epsilon = numberOf(block.params, 'epsilon', 1e-5);
  if (family === 'distilbert' && epsilon !== 1e-12) throw unfit(block, 'the epsilon of DistilBERT’s norms is 1e-12');
  const of = (name: string) => sizeParam(block.params, name);
  const activation = { 'gelu-exact': 'gelu', gelu: 'gelu_new', relu: 'relu', silu: 'silu', 'gelu-quick': 'quick_gelu' }[
    choiceOf(block.params, 'activation', ['gelu', 'gelu-exact', 'gelu-quick', 'relu', 'silu'])
  ];
  const context = sizeParam(positions.params, 'context');
  const common = {
    vocab_size: sizeParam(embedding.params, 'vocabulary'),
    tie_word_embeddings: flagOf(head.params, 'tied', false),
    torch_dtype: 'float32',
  };
  const bert = {
    ...common,
    max_position_embeddings: family === 'roberta' ? context + PADDING : context,
    hidden_size: of('width'),
    num_hidden_layers: layers,
    num_attention_heads: of('heads'),
    intermediate_size: of('hidden'),
    hidden_act: activation,
    layer_norm_eps: epsilon,
    type_vocab_size: known,
  };
  const config = {
    bert: { architectures: ['BertForMaskedLM'], model_type: 'bert', ...bert },
    roberta: { architectures: ['RobertaForMaskedLM'], model_type: 'roberta', ...bert, pad_token_id: 1 },
    distilbert: {
      architectures: ['DistilBertForMaskedLM'],
      model_type: 'distilbert',
      ...common,
      max_position_embeddings: context,
      dim: of('width'),
      n_layers: layers,
      n_heads: of('heads'),
      hidden_dim: of('hidden'),
      activation,
    },
  }[family];
  const tensors = publishedTensors(family, network).map(
    (tensor) => [tensor.name, putTogether(tensor, weights)] as const,
  );
  return { config, tensors: Object.fromEntries(tensors) };
}

/** Embedding, positions, segments or none, a norm, blocks that are all alike, head. */
function partsOf({ operations, output }: Network) {
  const [embedding, positions, third] = operations;
  const types = third?.layer === 'token-types' ? third : null;
  const norm = operations[types ? 3 : 2];
  const blocks = operations.slice(types ? 4 : 3, -1);
  const head = operations.at(-1);
  const [block] = blocks;
  if (embedding?.layer !== 'token-embedding') throw unfit(embedding, 'they begin with a token embedding');
  if (positions?.layer !== 'position-learned') throw unfit(positions, 'positions are learned');
  if (norm?.layer !== 'norm') throw unfit(norm, 'a norm stands before the blocks');
  for (const [index, operation] of operations.entries())
    if (operation.inputs[0] !== (index === 0 ? 'input' : operations[index - 1]?.id))
      throw unfit(operation, 'each of their layers takes what the one before it gives');
  if (!block) throw unfit(head, 'they have at least one transformer block');
  for (const one of blocks) {
    const fits =
      one.layer === 'transformer-block' &&
      one.params.normPlace === 'post' &&
      !flagOf(one.params, 'causal', true) &&
      (one.params.positions ?? 'none') === 'none' &&
      JSON.stringify({ ...one.params, dropout: 0 }) === JSON.stringify({ ...block.params, dropout: 0 });
    if (!fits) throw unfit(one, 'their blocks are all alike, look both ways, and have their norms after each half');
  }
  if (head?.layer !== 'language-head' || head.id !== output || head.params.transform !== block.params.activation)
    throw unfit(head, 'they end in a language-model head with a dense layer before its norm');
  return { embedding, positions, types, block, layers: blocks.length, head };
}

const unfit = (operation: Operation | undefined, why: string) =>
  new NetworkError(`the layer “${operation?.layer ?? 'none'}” does not fit BERT: ${why}.`, operation?.id ?? 'network');

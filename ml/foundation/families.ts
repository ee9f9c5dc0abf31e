import { type Network, NetworkError, type Operation, type ParameterSpec, parameterKey } from '../network';
import { type EncoderFamily, encoderNames, isEncoder } from './encoder-names';
import { type Names, type Place, same, transposed } from './names';

/** A tensor of a published file, and the weights of ours that it holds: one, or several side by side (GPT-2's queries, keys and values). */
export interface PublishedTensor extends Place {
  readonly parts: readonly { readonly key: string; readonly shape: readonly number[] }[];
}

/** The ways in which published models name and lay out their weights. */
export type Family = DecoderFamily | EncoderFamily;
type DecoderFamily = 'gpt2' | 'llama';

/**
 * The tensors that the reference implementation (transformers) has for a network of token embedding, positions, transformer blocks and head: GPT-2's
 * names and Conv1D layout, Llama's, which Mistral, Qwen2 and Qwen3 share, or an encoder's. The one table for reading and for writing.
 */
export function publishedTensors(family: Family, network: Network): readonly PublishedTensor[] {
  let block = 0;
  return network.operations.flatMap((operation) => {
    const names = namesIn(family, operation, block);
    if (operation.layer === 'transformer-block') block++;
    const own = operation.parameters.filter((spec) => spec.tiedTo === undefined);
    return grouped(operation, own, names);
  });
}

function namesIn(family: Family, operation: Operation, blocks: number): Names {
  const { layer, id } = operation;
  if (!isEncoder(family))
    return layer === 'transformer-block' ? blockNames[family](blocks) : namesOf(family, operation);
  const names = encoderNames(family, operation, blocks);
  if (!names) throw new NetworkError(`published encoders have no layer like “${layer}”.`, id);
  return names;
}

/** Weights of one published tensor together, in the order of its parts. */
function grouped(operation: Operation, specs: readonly ParameterSpec[], names: Names): PublishedTensor[] {
  const tensors = new Map<string, PublishedTensor>();
  for (const spec of specs) {
    const published = names.get(spec.name);
    if (!published) throw new NetworkError(`“${spec.name}” has no name in published files.`, operation.id);
    const { name } = published;
    const part = { key: parameterKey(operation, spec), shape: spec.shape };
    const channels = operation.params.inputs;
    tensors.set(name, {
      ...published,
      ...(published.layout === 'patches' && typeof channels === 'number' && { channels }),
      parts: [...(tensors.get(name)?.parts ?? []), part],
    });
  }
  return [...tensors.values()];
}

function namesOf(family: DecoderFamily, { layer, id }: Operation): Names {
  const stem = family === 'gpt2' ? 'transformer' : 'model';
  switch (layer) {
    case 'token-embedding':
      return same({ weight: family === 'gpt2' ? 'transformer.wte.weight' : 'model.embed_tokens.weight' });
    case 'position-learned':
      return same({ weight: 'transformer.wpe.weight' });
    case 'language-head': {
      const last = family === 'gpt2' ? 'ln_f' : 'norm';
      return new Map([
        ...same({ 'norm.weight': `${stem}.${last}.weight`, 'norm.bias': `${stem}.${last}.bias` }),
        ...transposed({ weight: 'lm_head.weight' }),
      ]);
    }
    default:
      throw new NetworkError(`published decoders have no layer like “${layer}”.`, id);
  }
}

const blockNames: Readonly<Record<DecoderFamily, (index: number) => Names>> = {
  gpt2: (index) => {
    const block = `transformer.h.${index}`;
    const both = (ours: string, theirs: string) => ({
      [`${ours}.weight`]: `${block}.${theirs}.weight`,
      [`${ours}.bias`]: `${block}.${theirs}.bias`,
    });
    return same({
      ...both('attentionNorm', 'ln_1'),
      ...both('attention.query', 'attn.c_attn'),
      ...both('attention.key', 'attn.c_attn'),
      ...both('attention.value', 'attn.c_attn'),
      ...both('attention.output', 'attn.c_proj'),
      ...both('feedForwardNorm', 'ln_2'),
      ...both('feedForward.up', 'mlp.c_fc'),
      ...both('feedForward.down', 'mlp.c_proj'),
    });
  },
  llama: (index) => {
    const block = `model.layers.${index}`;
    const linears: Record<string, string> = {};
    const rest: Record<string, string> = {
      'attentionNorm.weight': `${block}.input_layernorm.weight`,
      'feedForwardNorm.weight': `${block}.post_attention_layernorm.weight`,
      'attention.queryNorm.weight': `${block}.self_attn.q_norm.weight`,
      'attention.keyNorm.weight': `${block}.self_attn.k_norm.weight`,
    };
    for (const [ours, theirs] of LLAMA_LINEARS) {
      linears[`${ours}.weight`] = `${block}.${theirs}.weight`;
      rest[`${ours}.bias`] = `${block}.${theirs}.bias`;
    }
    return new Map([...same(rest), ...transposed(linears)]);
  },
};

const LLAMA_LINEARS = [
  ['attention.query', 'self_attn.q_proj'],
  ['attention.key', 'self_attn.k_proj'],
  ['attention.value', 'self_attn.v_proj'],
  ['attention.output', 'self_attn.o_proj'],
  ['feedForward.gate', 'mlp.gate_proj'],
  ['feedForward.up', 'mlp.up_proj'],
  ['feedForward.down', 'mlp.down_proj'],
] as const;

import { zipSync } from 'fflate';
import { type Dim, GenloomError, type Model } from '@/graph';
import { withSizes } from '@/ml/described';
import { publish } from '@/ml/foundation/publish';
import { publishEncoder } from '@/ml/foundation/publish-encoder';
import { countParameters, NetworkError } from '@/ml/network';
import { writeSafetensors } from '@/ml/safetensors';
import { type Format, toJson, utf8 } from './codec';
import { hubCard } from './hub-card';

/** How tokenizers write the end of a text, as published models have it. */
const ENDS = ['<|endoftext|>', '<|end_of_text|>', '</s>', '<eos>', '<|im_end|>'];

/**
 * The files that the transformers library loads a model from, in a zip: `config.json`, `model.safetensors`, `tokenizer.json`, which class reads the
 * tokenizer, and a README.md for people. Encoding throws GenloomError `model.no-published-form` where the network is none of GPT-2, Llama and BERT, and
 * names the layer.
 */
export const transformers: Format<Model> = {
  extension: 'zip',
  mediaType: 'application/zip',
  encode(model) {
    if (model.objective === 'masked' && model.maskId === undefined)
      throw noForm('It fills gaps, and its tokenizer has no mask, as those of BERT’s family have.');
    const end = model.objective === 'masked' ? null : endOf(model);
    const mask = addedTo(model).find(({ id }) => id === model.maskId)?.content;
    const { config, tensors, parameters } = published(model, end?.id);
    const tokenizerConfig = {
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: model.blockLength,
      // Before transformers 5 any fast tokenizer gives token types, unless told: GPT-2 takes them for words, and Llama refuses them.
      model_input_names: ['input_ids', ...(config.model_type === 'bert' ? ['token_type_ids'] : []), 'attention_mask'],
      ...(end && { bos_token: end.content, eos_token: end.content, unk_token: end.content }),
      ...(mask !== undefined && { mask_token: mask }),
    };
    const files = {
      'config.json': toJson(config),
      'tokenizer.json': toJson(model.tokenizer),
      'tokenizer_config.json': toJson(tokenizerConfig),
      'model.safetensors': writeSafetensors(tensors, { format: 'pt' }),
      'README.md': utf8.encode(hubCard(model, { form: String(config.model_type), parameters })),
    };
    return zipSync(files, { level: 0, mtime: '2020-01-01T00:00:00' });
  },
};

function published({ network: described, weights, blockLength, objective }: Model, endId: number | undefined) {
  try {
    const network = withSizes(described, known);
    const made =
      objective === 'masked'
        ? publishEncoder(network, weights)
        : publish(network, weights, { context: blockLength, endId });
    return { ...made, parameters: countParameters(network) };
  } catch (error) {
    if (error instanceof NetworkError) throw noForm(error.message, error);
    throw error;
  }
}

/** Of a model all sizes are known. */
function known(dim: Dim): number {
  if (typeof dim === 'number') return dim;
  throw new NetworkError(`the size “${dim}” is not known.`);
}

const endOf = (model: Model) => addedTo(model).find(({ content }) => ENDS.includes(content)) ?? null;

/** The tokens that a tokenizer has besides its vocabulary. */
function addedTo({ tokenizer }: Model): readonly { readonly id: number; readonly content: string }[] {
  if (!Array.isArray(tokenizer.added_tokens)) return [];
  return tokenizer.added_tokens.flatMap((added: unknown) => {
    if (typeof added !== 'object' || added === null || !('content' in added) || !('id' in added)) return [];
    const { id, content } = added;
    return typeof id === 'number' && typeof content === 'string' ? [{ id, content }] : [];
  });
}

const noForm = (why: string, cause?: unknown) =>
  new GenloomError(
    {
      code: 'model.no-published-form',
      title: 'This model cannot be saved for transformers: it is like none of GPT-2, Llama and BERT.',
      detail: why,
      fix: 'Save it as a file, which keeps it whole, or build it of “Positions” and “Transformer block” as one of these is.',
    },
    { cause },
  );

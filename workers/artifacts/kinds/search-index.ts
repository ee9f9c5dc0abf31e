import { type Embedding, type SearchIndex, searchIndexView } from '@/graph';
import { joinBytes } from '@/ml/tokenizers/pipeline/decoders';
import { type Codec, utf8 } from '../codec';
import { pack, unpack } from '../pack';
import { model } from './model';

/** Passages, terms and what they are made by as JSON, behind it postings and vectors as they are; a model of the graph as its own file. */
export const searchIndex: Codec<SearchIndex> = {
  extension: 'jsonl',
  mediaType: 'application/jsonl',
  encode: ({ dense, ...rest }) => {
    const { embedding } = dense;
    const kept: KeptEmbedding =
      embedding.by === 'model' ? { ...embedding, model: model.encode(embedding.model) } : embedding;
    return pack({ ...rest, dense: { ...dense, embedding: kept } });
  },
  decode: (bytes) => {
    const value = unpack(bytes);
    if (!isKept(value)) throw new Error('These bytes are no index to search in.');
    const { embedding, ...dense } = value.dense;
    return {
      ...value,
      dense: {
        ...dense,
        embedding: embedding.by === 'model' ? { ...embedding, model: model.decode(embedding.model) } : embedding,
      },
    };
  },
  // For other tools the passages with their vectors; the postings follow from the passages, and a model is saved where it was trained.
  file: ({ passages, dense: { width, vectors } }) =>
    joinBytes(
      passages.map((passage, place) => {
        const vector = Array.from(vectors.subarray(place * width, (place + 1) * width), (value) => rounded(value));
        return utf8.encode(`${JSON.stringify({ ...passage, vector })}\n`);
      }),
    ),
  look: (value, { large, offset }) => searchIndexView(value, large, offset),
};

const rounded = (value: number): number => Number(value.toFixed(6));

/** As it is kept: a model of the graph as its file. */
type KeptEmbedding =
  | Extract<Embedding, { by: 'latent' }>
  | (Omit<Extract<Embedding, { by: 'model' }>, 'model'> & { readonly model: Uint8Array });
type Kept = Omit<SearchIndex, 'dense'> & {
  readonly dense: Omit<SearchIndex['dense'], 'embedding'> & { readonly embedding: KeptEmbedding };
};

/** The store has verified their digest: what has passages and vectors is one. */
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'passages' in value && 'dense' in value;

import { type Llm, type LlmEndpoint, type LlmModel, type LlmOnnx, type LlmScript, llmView } from '@/graph';
import { type Codec, toJson } from '../codec';
import { pack, unpack } from '../pack';
import { model } from './model';

/** What it is asked by, as JSON; behind that of a model of the graph the model's own file. No key is in it: those stay on the server. */
export const llm: Codec<Llm> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: (value) => pack(value.from === 'model' ? { ...value, model: model.encode(value.model) } : value),
  decode: (bytes) => {
    const value = unpack(bytes);
    if (!isKept(value)) throw new Error('These bytes are no language model to talk to.');
    return value.from === 'model' ? { ...value, model: model.decode(value.model) } : value;
  },
  // A model is saved where it was trained.
  file: (value) => {
    if (value.from !== 'model') return toJson(value);
    const { model: _weights, ...rest } = value;
    return toJson(rest);
  },
  look: (value, { large }) => llmView(value, large),
};

/** As it is kept: a model of the graph as its file. */
type Kept = LlmEndpoint | LlmOnnx | LlmScript | (Omit<LlmModel, 'model'> & { readonly model: Uint8Array });

/** The store has verified their digest: what says where it comes from is one. */
const isKept = (value: unknown): value is Kept => typeof value === 'object' && value !== null && 'from' in value;

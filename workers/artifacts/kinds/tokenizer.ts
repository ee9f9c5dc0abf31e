import { type TokenizerValue, VIEW_LIMITS, vocabularySizeOf } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Hugging Face's `tokenizer.json`. */
export const tokenizer: Codec<TokenizerValue> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value, { large, offset = 0 }) => {
    const size = vocabularySizeOf(value);
    const pieces = piecesOf(value);
    // What was learned last is what is particular to this text; the first pieces are single bytes or letters.
    const shown = large ? pieces.slice(offset, offset + VIEW_LIMITS.pieces) : pieces.slice(-24);
    return {
      view: 'tokens',
      pieces: shown,
      caption: `${size.toLocaleString('en')} tokens`,
      ...(large ? { vocabulary: shown.map(({ piece }) => piece) } : {}),
    };
  },
  facts: (value) => ({ vocabularySize: vocabularySizeOf(value) }),
};

/** Every piece of the vocabulary with its id, in order of ids. */
function piecesOf({ model }: TokenizerValue): readonly { readonly id: number; readonly piece: string }[] {
  if (typeof model !== 'object' || model === null || !('vocab' in model)) return [];
  const vocabulary = model.vocab;
  if (Array.isArray(vocabulary))
    return vocabulary.flatMap((entry, id) =>
      Array.isArray(entry) && typeof entry[0] === 'string' ? [{ id, piece: entry[0] }] : [],
    );
  if (typeof vocabulary !== 'object' || vocabulary === null) return [];
  return Object.entries(vocabulary)
    .flatMap(([piece, id]) => (typeof id === 'number' ? [{ id, piece }] : []))
    .sort((a, b) => a.id - b.id);
}

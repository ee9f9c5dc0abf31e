import { type TokenizerValue, VIEW_LIMITS, vocabularySizeOf } from '@/graph';
import { compileTokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { type Codec, fromJson, toJson } from '../codec';

/** Pieces that a node shows. */
const SHOWN = 24;
/** How a piece that is part of a character reads. */
const BYTE = /^<0x[0-9A-F]{2}>$/;

/** Hugging Face's `tokenizer.json`. */
export const tokenizer: Codec<TokenizerValue> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: (value, { large, offset = 0 }) => {
    const { piece, vocabularySize } = compileTokenizer(parseTokenizerJson(value));
    const piecesFrom = (first: number, last: number) =>
      Array.from({ length: Math.max(0, Math.min(last, vocabularySize) - first) }, (_, index) => ({
        id: first + index,
        piece: piece(first + index),
      }));
    // What was learned last is what is particular to this text; the first pieces are single bytes or letters.
    const pieces = large
      ? piecesFrom(offset, offset + VIEW_LIMITS.pieces)
      : piecesFrom(Math.max(0, vocabularySize - SHOWN - 256), vocabularySize)
          .filter((one) => !BYTE.test(one.piece))
          .slice(-SHOWN);
    return {
      view: 'tokens',
      pieces,
      caption: `${vocabularySize.toLocaleString('en')} tokens`,
      ...(large ? { vocabulary: pieces.map((one) => one.piece) } : {}),
    };
  },
  facts: (value) => ({ vocabularySize: vocabularySizeOf(value) }),
};

import { malformed } from '../error';
import type { WordLevelJson, WordPieceJson } from '../json';
import { type Model, piecesById } from './model';

/**
 * WordPiece (Schuster & Nakajima 2012; Devlin et al. 2019): the longest piece of the vocabulary that a word begins with, then the
 * longest that goes on, and so forth; a word that cannot be spelt so is unknown as a whole.
 * @throws TokenizerError when the vocabulary lacks the unknown token
 */
export function compileWordPiece(json: WordPieceJson): Model {
  const idOf = new Map(Object.entries(json.vocab));
  const unknown = unknownId(idOf, json.unk_token);
  const longest = [...idOf.keys()].reduce((most, piece) => Math.max(most, piece.length), 0);
  const spell = (word: string): number[] | null => {
    if ([...word].length > json.max_input_chars_per_word) return null;
    const ids: number[] = [];
    for (let start = 0; start < word.length; ) {
      const prefix = start > 0 ? json.continuing_subword_prefix : '';
      let end = Math.min(word.length, start + longest);
      let id = idOf.get(prefix + word.slice(start, end));
      while (id === undefined && end > start + 1) id = idOf.get(prefix + word.slice(start, --end));
      if (id === undefined) return null;
      ids.push(id);
      start = end;
    }
    return ids;
  };
  return {
    pieces: piecesById(idOf),
    idOf,
    encodeWord: (word, ids) => {
      for (const id of spell(word) ?? [unknown]) ids.push(id);
    },
  };
}

/** Each word is one token, or unknown. @throws TokenizerError when the vocabulary lacks the unknown token */
export function compileWordLevel(json: WordLevelJson): Model {
  const idOf = new Map(Object.entries(json.vocab));
  const unknown = unknownId(idOf, json.unk_token);
  return { pieces: piecesById(idOf), idOf, encodeWord: (word, ids) => ids.push(idOf.get(word) ?? unknown) };
}

function unknownId(idOf: ReadonlyMap<string, number>, token: string): number {
  const id = idOf.get(token);
  if (id === undefined) throw malformed(`Its token for unknown words, “${token}”, is not in the vocabulary.`);
  return id;
}

import { bytesOfPiece, fallbackByte, printableBytes, textOfBytes, toByteLevel, utf8, wellFormed } from './bytes';
import type { ComponentJson, ModelJson, TokenizerJson } from './json';
import { compileBpe } from './models/bpe';
import { createIdList, type IdList, type Model } from './models/model';
import { compileUnigram } from './models/unigram';
import { compileWordLevel, compileWordPiece } from './models/words';
import { compileAddedTokens } from './pipeline/added-tokens';
import { compileDecoder, joinBytes } from './pipeline/decoders';
import { compileNormalizer } from './pipeline/normalizers';
import { compilePreTokenizer } from './pipeline/pre-tokenizers';

/** A tokenizer that works. */
export interface Tokenizer {
  /** How many ids a model needs: one more than the highest id. */
  readonly vocabularySize: number;
  /** Where it differs from the library that wrote the file; empty for what was learned here. */
  readonly notes: readonly string[];
  /** Where a text may be cut so that the ids of its parts, one after another, are the ids of the whole. */
  readonly cuts: 'anywhere' | 'between-lines' | 'nowhere';
  /**
   * Ids of a text. Half of a surrogate pair counts as U+FFFD. Special tokens are found where the text names them; none are added around
   * the text, whatever the file's post-processor would do: training text has no sentences of its own.
   */
  encode(text: string): Int32Array;
  /** The text that ids spell, special tokens included; ids that no piece has are passed over. */
  decode(ids: Iterable<number>): string;
  /** A piece for people to read: byte-level characters as text, parts of a character as `<0xE2>`. Empty where there is no such id. */
  piece(id: number): string;
  /** The id of a piece as {@link Tokenizer.piece} shows it, or as the file spells it. */
  idOf(piece: string): number | undefined;
}

/** Words that were cut into pieces before are remembered, up to this many of up to this length. */
const REMEMBERED_WORDS = 100_000;
const REMEMBERED_LENGTH = 128;

/** Makes a tokenizer of a `tokenizer.json`. @throws TokenizerError when a part of it is not supported or contradicts another */
export function compileTokenizer(json: TokenizerJson): Tokenizer {
  const notes: string[] = [];
  const normalize = compileNormalizer(json.normalizer, (note) => notes.push(note));
  const preTokenizer = compilePreTokenizer(json.pre_tokenizer);
  const model = compileModel(json.model);
  const addedTokens = compileAddedTokens(json.added_tokens, normalize);
  if (json.post_processor !== null && json.post_processor.type !== 'ByteLevel')
    notes.push('The special tokens that its post-processor would put around each text are left out.');

  const pieces = [...model.pieces];
  for (const { id, content } of json.added_tokens) {
    while (pieces.length <= id) pieces.push(undefined);
    pieces[id] = content;
  }
  const added = new Set(json.added_tokens.map(({ id }) => id));
  const isByteLevel = usesByteLevel(json.decoder);
  const { write } = preTokenizer;
  const remembered = new Map<string, Int32Array>();

  const encodeWord = (word: string, ids: IdList): void => {
    const known = remembered.get(word);
    if (known) {
      ids.pushAll(known);
      return;
    }
    const from = ids.length;
    model.encodeWord(write ? write(word) : word, ids);
    if (word.length > REMEMBERED_LENGTH) return;
    if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
    remembered.set(word, ids.slice(from));
  };

  const encode = (text: string): Int32Array => {
    const ids = createIdList(text.length >> 1);
    let isFirst = true;
    for (const raw of addedTokens.cutRaw(wellFormed(text))) {
      const sections = typeof raw === 'number' ? [raw] : addedTokens.cutNormalized(normalize(raw));
      for (const section of sections) {
        if (typeof section === 'number') ids.push(section);
        else if (section !== '') for (const word of preTokenizer.split(section, isFirst)) encodeWord(word, ids);
        isFirst = false;
      }
    }
    return ids.slice();
  };

  const printed = pieces.map((piece, id) =>
    piece === undefined
      ? ''
      : isByteLevel && !added.has(id)
        ? printableBytes(bytesOfPiece(piece) ?? utf8(piece))
        : piece,
  );
  let idOfPrinted: Map<string, number> | undefined;

  return {
    vocabularySize: pieces.length,
    notes,
    cuts: cutsOf(json),
    encode,
    decode: createDecode(json, pieces, added),
    piece: (id) => printed[id] ?? '',
    idOf: (piece) => {
      // Of pieces that print alike the first is meant.
      idOfPrinted ??= new Map(printed.map((shown, id): [string, number] => [shown, id]).reverse());
      const raw = model.idOf.get(piece) ?? (isByteLevel ? model.idOf.get(toByteLevel(piece)) : undefined);
      return piece === '' ? undefined : (idOfPrinted.get(piece) ?? raw);
    },
  };
}

function compileModel(model: ModelJson): Model {
  switch (model.type) {
    case 'BPE':
      return compileBpe(model);
    case 'Unigram':
      return compileUnigram(model);
    case 'WordPiece':
      return compileWordPiece(model);
    case 'WordLevel':
      return compileWordLevel(model);
  }
}

/** Only claimed where it is certain; a line break between two solid characters is a word of its own for GPT-2's pattern. */
function cutsOf({ normalizer, pre_tokenizer, model, added_tokens }: TokenizerJson): Tokenizer['cuts'] {
  const addedMayCross = added_tokens.some(({ content, lstrip, rstrip }) => lstrip || rstrip || /\s/.test(content));
  if (normalizer !== null || addedMayCross) return 'nowhere';
  if (pre_tokenizer === null)
    return model.type === 'BPE' &&
      model.merges.length === 0 &&
      added_tokens.length === 0 &&
      !model.fuse_unk &&
      !model.end_of_word_suffix &&
      !model.continuing_subword_prefix
      ? 'anywhere'
      : 'nowhere';
  const isGpt2 =
    pre_tokenizer.type === 'ByteLevel' && pre_tokenizer.add_prefix_space === false && pre_tokenizer.use_regex !== false;
  return isGpt2 ? 'between-lines' : 'nowhere';
}

const usesByteLevel = (decoder: ComponentJson | null) => decoder?.type === 'ByteLevel';

/** Where each piece is always the same bytes, decoding is putting bytes together; otherwise the decoders of the file do it. */
function createDecode(
  json: TokenizerJson,
  pieces: readonly (string | undefined)[],
  added: ReadonlySet<number>,
): Tokenizer['decode'] {
  const bytesOf = usesByteLevel(json.decoder)
    ? (piece: string) => bytesOfPiece(piece) ?? utf8(piece)
    : isPlainFallback(json.decoder)
      ? (piece: string) => (fallbackByte(piece) < 0 ? utf8(piece) : Uint8Array.of(fallbackByte(piece)))
      : null;
  if (bytesOf) {
    const bytes = pieces.map((piece, id) =>
      piece === undefined ? undefined : added.has(id) ? utf8(piece) : bytesOf(piece),
    );
    return (ids) => {
      const parts: Uint8Array[] = [];
      for (const id of ids) {
        const part = bytes[id];
        if (part) parts.push(part);
      }
      return textOfBytes(joinBytes(parts));
    };
  }
  const decoder = compileDecoder(json.decoder);
  return (ids) => {
    const spelt: string[] = [];
    for (const id of ids) {
      const piece = pieces[id];
      if (piece !== undefined) spelt.push(piece);
    }
    return decoder(spelt).join('');
  };
}

/** The decoder of character tokenizers learned here: fallback bytes joined, all else as it is. */
function isPlainFallback(decoder: ComponentJson | null): boolean {
  if (decoder?.type !== 'Sequence' || !Array.isArray(decoder.decoders)) return false;
  const types = decoder.decoders.map((part: unknown) =>
    typeof part === 'object' && part !== null && 'type' in part ? part.type : undefined,
  );
  return types.length === 2 && types[0] === 'ByteFallback' && types[1] === 'Fuse';
}

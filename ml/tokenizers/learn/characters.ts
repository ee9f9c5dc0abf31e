import { fallbackPiece, wellFormed } from '../bytes';
import { TokenizerError } from '../error';
import { PLAIN, type TokenizerJson } from '../json';
import { createReporter, type Following } from './progress';
import { noText } from './word-counts';

export interface CharacterOptions extends Following {
  /** More different characters than this are refused. */
  readonly maximumVocabulary?: number;
  /**
   * What becomes of a character that the text did not have: its bytes, so that any text survives (up to 243 more ids, after those of the
   * characters), or nothing, which keeps the vocabulary as small as nanoGPT's.
   */
  readonly unknown?: 'bytes' | 'left-out';
}

/** Progress is looked at every so many characters. */
const STRIDE = 65_536;

/**
 * Each character that occurs (each Unicode code point) is a token; ids follow the code points, as in nanoGPT's `shakespeare_char`.
 * Written as a BPE model without merges, which the published library reads.
 * @throws TokenizerError `tokenizer.no-text`, `tokenizer.too-many-characters`
 */
export async function learnCharacters(
  texts: readonly string[],
  { maximumVocabulary = 50_000, unknown = 'bytes', onProgress }: CharacterOptions = {},
): Promise<TokenizerJson> {
  const report = createReporter(onProgress ? { onProgress } : {});
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const found = new Set<string>();
  let seen = 0;
  for (const text of texts)
    for (const character of text) {
      found.add(character);
      if (++seen % STRIDE === 0) await report(seen, total);
    }
  for (const character of found)
    if (wellFormed(character) !== character) {
      found.delete(character);
      found.add(wellFormed(character));
    }
  if (found.size === 0) throw noText();
  if (found.size > maximumVocabulary)
    throw new TokenizerError(
      'tokenizer.too-many-characters',
      `The text has ${found.size.toLocaleString('en')} different characters.`,
      `A character tokenizer was to have at most ${maximumVocabulary.toLocaleString('en')}.`,
      'Allow more, clean the text first, or learn a BPE tokenizer, which spells rare characters from bytes.',
    );
  const characters = [...found].sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0));
  const pieces = unknown === 'bytes' ? [...characters, ...fallbackPieces(found)] : characters;
  return {
    ...PLAIN,
    pre_tokenizer: null,
    decoder: { type: 'Sequence', decoders: [{ type: 'ByteFallback' }, { type: 'Fuse' }] },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: unknown === 'bytes',
      ignore_merges: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges: [],
    },
  };
}

/** Pieces for the bytes that characters outside the vocabulary may have: all of UTF-8's but those of ASCII characters that are in it. */
function fallbackPieces(known: ReadonlySet<string>): string[] {
  const bytes = Array.from({ length: 0xf5 }, (_, byte) => byte);
  return bytes
    .filter((byte) => byte !== 0xc0 && byte !== 0xc1 && !(byte < 0x80 && known.has(String.fromCharCode(byte))))
    .map(fallbackPiece);
}

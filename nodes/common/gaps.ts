import { GenloomError, type TokenizerValue } from '@/graph';
import { compileTokenizer, type Tokenizer } from '@/ml/tokenizers/compile';
import type { TokenizerJson } from '@/ml/tokenizers/json';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { aroundIdsOf, continuation } from './codec';

/** How a gap is shown. */
export const GAP = '___';

/** How the mask is known to the tokenizer. */
const MASK = '[MASK]';

/** A text with gaps as ids. */
export interface GappedIds {
  readonly ids: readonly number[];
  /** Where the gaps are. */
  readonly places: readonly number[];
  /** By place: what of the text the gap took with it, since the tokens there begin with it; to be shown while it is open. */
  readonly before: ReadonlyMap<number, string>;
}

/** Each gap may need a look of its own at a whole window of text. */
const MOST_GAPS = 200;

/** Refuses a text with more gaps than are filled in one go. @throws GenloomError `fill.too-many` */
export function requireFewGaps({ places }: GappedIds): void {
  if (places.length <= MOST_GAPS) return;
  throw new GenloomError({
    code: 'fill.too-many',
    title: `This text has ${places.length.toLocaleString('en')} tokens to fill in; at most ${MOST_GAPS} are filled.`,
    fix: 'Give a shorter text, or fewer gaps.',
  });
}

/** A tokenizer that knows gaps: the mask has the id after the last of its vocabulary, or is one of its own. */
export interface GapCodec {
  /** What a published model has seen around every text; of a mask that is not the tokenizer’s own, nothing. */
  readonly around: { readonly begin: readonly number[]; readonly end: readonly number[] };
  readonly maskId: number;
  readonly piece: (id: number) => string;
  /** Ids of a text whose gaps are written as `___` or `[MASK]`, each of them so many tokens wide. */
  readonly encode: (text: string, width: number) => GappedIds;
  /** The text that ids spell from one place to another, as they read after those before them. */
  readonly between: (ids: readonly number[], from: number, to: number) => string;
}

/** The mask that published tokenizers have among their special tokens, or null. @throws TokenizerError when the file is damaged */
export function maskOf(value: TokenizerValue): { readonly id: number; readonly content: string } | null {
  const { added_tokens: added } = parseTokenizerJson(value);
  return added.find(({ content }) => content === MASK || content === '<mask>') ?? null;
}

/**
 * Makes a tokenizer's value work on texts with gaps; `own` is the id of its own mask, where the model knows that one.
 * @throws TokenizerError when the file is damaged or uses what is not supported
 */
export function gapCodecOf(value: TokenizerValue, own?: number): GapCodec {
  const json = parseTokenizerJson(value);
  const owned = own === undefined ? undefined : json.added_tokens.find(({ id }) => id === own);
  if (owned) return ownedCodec(json, owned);
  const maskId = compileTokenizer(json).vocabularySize;
  const mask = { id: maskId, content: MASK, single_word: false, lstrip: false, rstrip: false };
  const others = json.added_tokens.filter(({ content }) => content !== MASK);
  const tokenizer = compileTokenizer({
    ...json,
    added_tokens: [...others, { ...mask, normalized: false, special: true }],
  });
  return codecWith(tokenizer, { id: maskId, content: MASK }, { begin: [], end: [] });
}

/** Decoders of words put the spaces between them: a gap that is open has one where the mask would. */
function ownedCodec(json: TokenizerJson, mask: { readonly id: number; readonly content: string }): GapCodec {
  const codec = codecWith(compileTokenizer(json), mask, aroundIdsOf(json.post_processor));
  return {
    ...codec,
    encode(text, width) {
      const { ids, places, before } = codec.encode(text, width);
      const spaced = (place: number) => (codec.between(ids, place, place + 1).startsWith(' ') ? ' ' : '');
      return { ids, places, before: new Map(places.map((place) => [place, before.get(place) || spaced(place)])) };
    },
  };
}

function codecWith(
  tokenizer: Tokenizer,
  { id: maskId, content }: { readonly id: number; readonly content: string },
  around: GapCodec['around'],
): GapCodec {
  const codec = { ...tokenizer, beginIds: [], endIds: [] };
  // Where tokens begin with their space, the word that is missing takes the space before it along.
  const gap = beginsWithSpace(tokenizer) ? / ?(?:___|\[MASK\])/g : /___|\[MASK\]/g;
  return {
    maskId,
    around,
    piece: tokenizer.piece,
    encode(text, width) {
      const taken: string[] = [];
      const masked = text.replace(gap, (match) => {
        taken.push(match.startsWith(' ') ? ' ' : '', ...Array<string>(width - 1).fill(''));
        return content.repeat(width);
      });
      const ids = [...tokenizer.encode(masked)];
      const places = ids.flatMap((id, place) => (id === maskId ? [place] : []));
      return { ids, places, before: new Map(places.map((place, index) => [place, taken[index] ?? ''])) };
    },
    between: (ids, from, to) => continuation(codec, ids.slice(0, from), ids.slice(from, to)),
  };
}

/** Whether the vocabulary has words with the space before them, as learned vocabularies do and characters do not. */
function beginsWithSpace({ vocabularySize, piece }: Tokenizer): boolean {
  for (let id = 0; id < vocabularySize; id++) if (/^[ \u2581]\p{L}/u.test(piece(id))) return true;
  return false;
}

/** A text as it stands, or a part of it: its gaps as they are shown, or what fills them, as `shown` has it. */
export function textOf(
  codec: GapCodec,
  { places, before }: GappedIds,
  ids: readonly number[],
  {
    from = 0,
    to = ids.length,
    shown = (piece) => piece,
  }: { readonly from?: number; readonly to?: number; readonly shown?: (piece: string) => string } = {},
): string {
  const parts: string[] = [];
  let start = from;
  for (const place of places) {
    if (place < from || place >= to) continue;
    parts.push(codec.between(ids, start, place));
    parts.push(
      ids[place] === codec.maskId ? `${before.get(place) ?? ''}${GAP}` : shown(codec.between(ids, place, place + 1)),
    );
    start = place + 1;
  }
  return parts.join('') + codec.between(ids, start, to);
}

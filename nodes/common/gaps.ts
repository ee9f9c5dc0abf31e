import { GenloomError, type TokenizerValue } from '@/graph';
import { compileTokenizer, type Tokenizer } from '@/ml/tokenizers/compile';
import { parseTokenizerJson } from '@/ml/tokenizers/parse';
import { continuation } from './codec';

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

/** A tokenizer that knows gaps: the mask has the id after the last of its vocabulary. */
export interface GapCodec {
  readonly maskId: number;
  readonly piece: (id: number) => string;
  /** Ids of a text whose gaps are written as `___` or `[MASK]`, each of them so many tokens wide. */
  readonly encode: (text: string, width: number) => GappedIds;
  /** The text that ids spell from one place to another, as they read after those before them. */
  readonly between: (ids: readonly number[], from: number, to: number) => string;
}

/** Makes a tokenizer's value work on texts with gaps. @throws TokenizerError when the file is damaged or uses what is not supported */
export function gapCodecOf(value: TokenizerValue): GapCodec {
  const json = parseTokenizerJson(value);
  const maskId = compileTokenizer(json).vocabularySize;
  const mask = { id: maskId, content: MASK, single_word: false, lstrip: false, rstrip: false };
  const others = json.added_tokens.filter(({ content }) => content !== MASK);
  const tokenizer = compileTokenizer({
    ...json,
    added_tokens: [...others, { ...mask, normalized: false, special: true }],
  });
  const codec = { ...tokenizer, beginIds: [], endIds: [] };
  // Where tokens begin with their space, the word that is missing takes the space before it along.
  const gap = beginsWithSpace(tokenizer) ? / ?(?:___|\[MASK\])/g : /___|\[MASK\]/g;
  return {
    maskId,
    piece: tokenizer.piece,
    encode(text, width) {
      const taken: string[] = [];
      const masked = text.replace(gap, (match) => {
        taken.push(match.startsWith(' ') ? ' ' : '', ...Array<string>(width - 1).fill(''));
        return MASK.repeat(width);
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

import type { Random } from '../random';

/**
 * Fill in the middle (Bavarian et al. 2022, “Efficient Training of Language Models to Fill in the Middle”): a document is cut in three, and its middle is put
 * last, so that a model that only ever goes on learns to write what stands between two things. Here in the order prefix, suffix, middle (PSM), each behind a
 * sign of its own, with a last one where the middle ends. The signs are single characters, which tokenizers keep whole or soon merge.
 */
const [PREFIX, SUFFIX, MIDDLE, END] = ['◁', '▷', '◇', '◆'] as const;

/** Where the middle ends: what a model that fills is stopped at. */
export const MIDDLE_ENDS = END;
const SIGNS = /[◁▷◇◆]/;

/** Whether a text has one of the signs already: it would be read as something else. */
export const hasSigns = (text: string): boolean => SIGNS.test(text);

/** What a model goes on from to write what stands between two texts. */
export const askMiddle = (before: string, after: string): string => PREFIX + before + SUFFIX + after + MIDDLE;

/** Where documents may be cut: between any two characters, at the ends of words, numbers and signs, or at the ends of lines. */
export type Cuts = 'characters' | 'words' | 'lines';

/** A document with its middle last; null where it has no two places to cut. All pairs of places are alike likely, as in the paper. */
export function middleLast(document: string, cuts: Cuts, random: Random): string | null {
  const places = placesIn(document, cuts);
  if (places.length < 2) return null;
  const one = random.int(places.length);
  const other = (one + 1 + random.int(places.length - 1)) % places.length;
  const [from = 0, to = 0] = [places[Math.min(one, other)], places[Math.max(one, other)]];
  return askMiddle(document.slice(0, from), document.slice(to)) + document.slice(from, to) + END;
}

const PIECES: Readonly<Record<Cuts, RegExp>> = {
  characters: /[\s\S]/gu,
  words: / ?[\p{L}\p{M}]+| ?\p{N}+| ?[^\s\p{L}\p{M}\p{N}]|\s+/gu,
  lines: /[^\n]*\n|[^\n]+$/gu,
};

/** Offsets at which a document may be cut, its beginning and end among them. */
function placesIn(document: string, cuts: Cuts): number[] {
  const places = [0];
  for (const { 0: piece, index } of document.matchAll(PIECES[cuts])) places.push(index + piece.length);
  return document === '' ? [] : places;
}

/**
 * Things that are no text, written in a text: each code is a sign of an alphabet of its own, and a mark stands before the first and behind the last, as
 * Chameleon (2024, section 2.1) and Gato (Reed et al. 2022, section 2.1) put pictures and motions into the vocabulary of words. Signs are single letters that
 * fonts have, so that every tokenizer of characters keeps them whole and people see them.
 */
export interface Alphabet {
  readonly open: string;
  readonly close: string;
  /** The sign of code 0; the others follow it. */
  readonly first: number;
  /** How many signs there are. */
  readonly size: number;
}

/** Codes of a picture are patterns of Braille dots, ⠀ to ⣿. */
export const PICTURE_SIGNS: Alphabet = { open: '⟦', close: '⟧', first: 0x2800, size: 256 };

/** Levels of numbers that change over time are Latin letters with marks, Ā to ɏ. */
export const MOTION_SIGNS: Alphabet = { open: '⟨', close: '⟩', first: 0x100, size: 336 };

/** Codes as signs, without marks. @throws RangeError for a code that no sign is for */
export function signsOf(codes: ArrayLike<number>, { first, size }: Alphabet): string {
  let text = '';
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    if (!Number.isInteger(code) || code < 0 || code >= size) throw new RangeError(`There is no sign for ${code}.`);
    text += String.fromCodePoint(first + code);
  }
  return text;
}

/** What a text holds of an alphabet. */
export interface Written {
  readonly codes: readonly number[];
  /** Both marks are there. */
  readonly whole: boolean;
  /** Words outside of the marks. */
  readonly words: string;
}

/** The first thing of this alphabet that a text holds; null where there is none, or where something else stands between its marks. */
export function readSigns(text: string, { open, close, first, size }: Alphabet): Written | null {
  const begins = text.indexOf(open);
  if (begins < 0) return null;
  const ends = text.indexOf(close, begins);
  const inside = text.slice(begins + open.length, ends < 0 ? text.length : ends);
  const codes = Array.from(inside, (sign) => (sign.codePointAt(0) ?? 0) - first);
  if (codes.some((code) => code < 0 || code >= size)) return null;
  const words = text.slice(0, begins) + (ends < 0 ? '' : text.slice(ends + close.length));
  return { codes, whole: ends >= 0, words: words.trim() };
}

/** Words that no mark stands in: what a text says beside a picture may not look like one. */
export const withoutMarks = (words: string): string => words.replaceAll(/[⟦⟧⟨⟩\n]/g, ' ').trim();

/** So many signs between their marks, each out of a range of codes that follow each other in turn, as a regular expression. */
export function formOf(
  { open, close, first }: Alphabet,
  ranges: readonly (readonly [from: number, to: number])[],
  times: number,
): string {
  const classes = ranges.map(
    ([from, to]) => `[${String.fromCodePoint(first + from)}-${String.fromCodePoint(first + to)}]`,
  );
  return `${open}(${classes.join('')}){${times}}${close}`;
}

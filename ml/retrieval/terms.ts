import { stem } from '../metrics/text/porter';
import { wordsAt, wordsOf } from '../text';

/** What of a word counts: an English one without its ending (Porter 1980), or all of it. */
export type Stems = 'english' | 'none';

const termOf = (word: string, stems: Stems): string => (stems === 'english' ? stem(word) : word);

/** The terms of a text, in order: its words in lower case, without their endings where that is wanted. */
export const termsOf = (text: string, stems: Stems): string[] => wordsOf(text).map((word) => termOf(word, stems));

/** Where a text has words of these terms: from the first code unit to behind the last. */
export const matchesIn = (text: string, terms: ReadonlySet<string>, stems: Stems): [start: number, end: number][] =>
  wordsAt(text).flatMap(({ word, start, end }): [number, number][] =>
    terms.has(termOf(word.toLowerCase(), stems)) ? [[start, end]] : [],
  );

/** The words of a text, as measures of repetition and similarity see them: runs of letters, digits and apostrophes, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORDS) ?? [];
}

/** The same words as they are written, with where they stand: from the first code unit to behind the last. */
export function wordsAt(text: string): { readonly word: string; readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(WORDS), ({ 0: word, index }) => ({ word, start: index, end: index + word.length }));
}

const WORDS = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** All runs of n words, as text. */
export function ngramsOf(words: readonly string[], n: number): string[] {
  const count = Math.max(0, words.length - n + 1);
  return Array.from({ length: count }, (_, at) => words.slice(at, at + n).join(' '));
}

/** A long text as paragraphs: what stands between blank lines. */
export function splitParagraphs(text: string): string[] {
  return text
    .split(/\r?\n(?:[^\S\n]*\r?\n)+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** A text as its lines, without empty ones. */
export function splitLines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

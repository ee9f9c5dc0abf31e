import type { Random } from '../random';
import { TextError } from './error';

/** For each word in lower case, what may take its place. */
export type Synonyms = ReadonlyMap<string, readonly string[]>;

export interface AugmentOptions {
  readonly copies: number;
  readonly keepOriginals: boolean;
  /** Share of words that change places with the word after them. */
  readonly swaps: number;
  /** Share of words that are left out; one word always stays. */
  readonly deletions: number;
  /** Share of the words with synonyms that one of these takes the place of. */
  readonly replacements: number;
  readonly synonyms: Synonyms;
}

/**
 * Writes changed copies of documents: synonyms, swaps, deletions (Wei & Zou 2019, “EDA”; the swaps are of neighbours, so that lines stay
 * readable). White space and punctuation stay where they are. With `keepOriginals` each document stands before its copies.
 */
export function augmentDocuments(documents: readonly string[], options: AugmentOptions, random: Random): string[] {
  return documents.flatMap((document, index) => {
    const own = random.split(`document ${index}`);
    const copies = Array.from({ length: options.copies }, (_, copy) =>
      rewrite(document, options, own.split(`copy ${copy}`)),
    );
    return options.keepOriginals ? [document, ...copies] : copies;
  });
}

/** Reads a synonym table: a word, a colon, its synonyms between commas; one word a line. @throws TextError `text.synonyms` naming the line */
export function parseSynonyms(table: string): Synonyms {
  const synonyms = new Map<string, readonly string[]>();
  for (const [index, line] of table.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [word = '', list, ...more] = line.split(':').map((part) => part.trim());
    const others = (list ?? '').split(',').map((other) => other.trim());
    if (word === '' || more.length > 0 || others.includes(''))
      throw new TextError(
        'text.synonyms',
        `Line ${index + 1} of the synonyms cannot be read.`,
        `It says “${line.trim().slice(0, 80)}”.`,
        'Write a word, a colon, and its synonyms between commas, as in: big: large, great',
      );
    synonyms.set(word.toLowerCase(), [...(synonyms.get(word.toLowerCase()) ?? []), ...others]);
  }
  return synonyms;
}

function rewrite(
  document: string,
  { swaps, deletions, replacements, synonyms }: AugmentOptions,
  random: Random,
): string {
  // Words stand at odd places, what is between them at even ones.
  const parts = document.split(/([\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*)/u);
  const places = parts.map((_, place) => place).filter((place) => place % 2 === 1);
  for (const place of places) {
    const word = parts[place] ?? '';
    const others = synonyms.get(word.toLowerCase());
    if (others && random.next() < replacements)
      parts[place] = inCaseOf(word, others[random.int(others.length)] ?? word);
  }
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    if (next === undefined || random.next() >= swaps) continue;
    const [a, b] = [parts[place] ?? '', parts[next] ?? ''];
    parts[place] = inCaseOf(a, b);
    parts[next] = startsUpper(a) && index === 0 ? lowerFirst(a) : a;
  }
  const spared = places[random.int(places.length)];
  for (const place of places) {
    if (place === spared || random.next() >= deletions) continue;
    parts[place] = '';
    // One of the two spaces that are left beside each other goes too.
    if (/^ +$/.test(parts[place + 1] ?? '')) parts[place + 1] = '';
    else if (/ $/.test(parts[place - 1] ?? '')) parts[place - 1] = (parts[place - 1] ?? '').replace(/ $/, '');
  }
  return parts.join('');
}

const startsUpper = (word: string) => /^\p{Lu}/u.test(word);
const lowerFirst = (word: string) =>
  /^\p{Lu}\p{Lu}|^I$/u.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);

/** A word that takes the place of another is written as that one was: capital first letter, or capitals throughout. */
function inCaseOf(old: string, word: string): string {
  if (old.length > 1 && old === old.toUpperCase() && old !== old.toLowerCase()) return word.toUpperCase();
  return startsUpper(old) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}

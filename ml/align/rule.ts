import { compilePattern } from '../text/pattern';
import { wordsOf } from '../text/words';

/** What a rule counts the length of an answer in. */
export type LengthUnit = 'characters' | 'words';

/** A kind of character, of which an answer should have many or few. */
export type CharacterKind = 'vowels' | 'capitals' | 'digits' | 'punctuation' | 'spaces';

/** What an answer is judged by: each part has a weight, and one of 0 is not looked at. The score is the sum. */
export interface Rule {
  /** From 1 at so long an answer down to 0 at none, or at twice as long. */
  readonly length: { readonly weight: number; readonly target: number; readonly unit: LengthUnit };
  /** The share of these words that the answer has. */
  readonly wanted: { readonly weight: number; readonly words: readonly string[] };
  /** The share of these words that it has, taken off. */
  readonly unwanted: { readonly weight: number; readonly words: readonly string[] };
  /** The share of all its characters that are of this kind, 0 to 1; a negative weight wants few. */
  readonly share: { readonly weight: number; readonly of: CharacterKind };
  /** Whether it ends as a sentence does. */
  readonly fullStop: { readonly weight: number };
  /** Whether this pattern is found in it. */
  readonly pattern: { readonly weight: number; readonly source: string };
}

const KINDS: Readonly<Record<CharacterKind, RegExp>> = {
  vowels: /[aeiouyàáâäãåæèéêëìíîïòóôöõøœùúûüýÿ]/giu,
  capitals: /\p{Lu}/gu,
  digits: /\p{Nd}/gu,
  punctuation: /\p{P}/gu,
  spaces: /\s/gu,
};

/** Makes a rule work: an answer's score. @throws TextError `text.pattern` for a pattern that cannot be used */
export function compileRule(rule: Rule): (answer: string) => number {
  const { length, wanted, unwanted, share, fullStop, pattern } = rule;
  const matcher = pattern.weight !== 0 && pattern.source !== '' ? compilePattern(pattern.source) : null;
  const parts: ((answer: string) => number)[] = [];
  const add = (weight: number, part: (answer: string) => number) => {
    if (weight !== 0) parts.push((answer) => weight * part(answer));
  };
  add(length.weight, (answer) => {
    const found = length.unit === 'words' ? wordsOf(answer).length : [...answer].length;
    return 1 - Math.min(1, Math.abs(found - length.target) / Math.max(1, length.target));
  });
  add(wanted.words.length === 0 ? 0 : wanted.weight, (answer) => shareOfWords(answer, wanted.words));
  add(unwanted.words.length === 0 ? 0 : -unwanted.weight, (answer) => shareOfWords(answer, unwanted.words));
  add(share.weight, (answer) => (answer.match(KINDS[share.of])?.length ?? 0) / Math.max(1, answer.length));
  add(fullStop.weight, (answer) => (/[.!?…]["”’')\]]*\s*$/u.test(answer.slice(-40)) ? 1 : 0));
  if (matcher) add(pattern.weight, (answer) => (matcher.find(answer) === null ? 0 : 1));
  return (answer) => parts.reduce((sum, part) => sum + part(answer), 0);
}

/** The share of words, or runs of words, that an answer has. */
function shareOfWords(answer: string, words: readonly string[]): number {
  const text = ` ${wordsOf(answer).join(' ')} `;
  return words.filter((word) => text.includes(` ${wordsOf(word).join(' ')} `)).length / words.length;
}

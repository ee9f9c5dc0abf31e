import { common, countRuns, wordsOf } from './words';

const PUNCTUATION = /[!-/:-@[-`{-~]/g;
const ARTICLES = /(?<![\p{L}\p{N}_])(?:a|an|the)(?![\p{L}\p{N}_])/gu;

/** An answer as SQuAD compares it (Rajpurkar et al. 2016): small letters, no punctuation, no articles, single spaces. */
export function normalisedAnswer(text: string): string {
  return wordsOf(text.toLowerCase().replace(PUNCTUATION, '').replace(ARTICLES, ' ')).join(' ');
}

/** Whether an answer is one of the references once both are normalised. */
export const isNormalisedMatch = (references: readonly string[], answer: string): boolean =>
  references.some((reference) => normalisedAnswer(reference) === normalisedAnswer(answer));

/** F1 of the words that an answer and the reference which fits best have in common, 0 to 1; of empty ones 1 if both are. */
export const tokenF1 = (references: readonly string[], answer: string): number =>
  Math.max(0, ...references.map((reference) => f1(reference, answer)));

function f1(reference: string, answer: string): number {
  const [real, made] = [wordsOf(normalisedAnswer(reference)), wordsOf(normalisedAnswer(answer))];
  if (real.length === 0 || made.length === 0) return real.length === made.length ? 1 : 0;
  const shared = common(countRuns(real, 1), countRuns(made, 1));
  if (shared === 0) return 0;
  const [precision, recall] = [shared / made.length, shared / real.length];
  return (2 * precision * recall) / (precision + recall);
}

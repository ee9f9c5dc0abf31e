import { normalisedAnswer } from '../metrics/text/squad';
import { wordsOf } from '../metrics/text/words';

/** How little an answer agrees with others of the same model: higher is more likely made up. */
export interface Inconsistency {
  /** Mean of −ln p over the words of the answer. */
  readonly mean: number;
  /** Of its least expected word. */
  readonly most: number;
}

/**
 * SelfCheckGPT with a unigram (Manakul et al. 2023, section 5.3): how unlikely the words of an answer are among those of all samples and of the answer
 * itself, which so is never impossible. Words are compared without capitals, punctuation and articles. An answer without words has 0.
 */
export function unigramInconsistency(answer: string, samples: readonly string[]): Inconsistency {
  const words = (text: string) => wordsOf(plain(text));
  const own = words(answer);
  if (own.length === 0) return { mean: 0, most: 0 };
  const counts = new Map<string, number>();
  const all = [answer, ...samples].flatMap(words);
  for (const word of all) counts.set(word, (counts.get(word) ?? 0) + 1);
  const surprises = own.map((word) => Math.log(all.length / (counts.get(word) ?? 1)));
  return { mean: surprises.reduce((sum, one) => sum + one, 0) / own.length, most: Math.max(...surprises) };
}

/** The share of samples that are the same answer once normalised, 0 to 1. */
export const agreementOf = (answer: string, samples: readonly string[]): number =>
  samples.filter((sample) => plain(sample) === plain(answer)).length / samples.length;

/** As SQuAD compares answers, but of an answer that is nothing else, such as the letter “A”, the article stays. */
const plain = (text: string): string =>
  normalisedAnswer(text) ||
  text
    .replaceAll(/[^\p{L}\p{N}\s]/gu, '')
    .trim()
    .toLowerCase();

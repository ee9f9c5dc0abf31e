import { createSuffixAutomaton } from './suffix-automaton';
import { ngramsOf } from './words';

/**
 * Distinct-n: the share of runs of n words that are different from all others (Li et al. 2016). 1 is varied, near 0 runs in circles; NaN
 * when there is no run of that length.
 */
export function distinctN(words: readonly string[], n: number): number {
  const runs = ngramsOf(words, n);
  return new Set(runs).size / runs.length;
}

/** Seq-rep-n: the share of runs of n words that say an earlier one again, 1 − distinct-n (Welleck et al. 2020, eq. 10). */
export function repetitionN(words: readonly string[], n: number): number {
  return 1 - distinctN(words, n);
}

/** Rep/ℓ: the share of words that stood among the ℓ words before them (Welleck et al. 2020, section 6.1). NaN for no words. */
export function repetitionWithin(words: readonly string[], window: number): number {
  const lastSeen = new Map<string, number>();
  let again = 0;
  words.forEach((word, index) => {
    if (index - (lastSeen.get(word) ?? Number.NEGATIVE_INFINITY) <= window) again++;
    lastSeen.set(word, index);
  });
  return again / words.length;
}

export interface CopiedPassage {
  readonly passage: string;
  /** Where it begins in the written text, in UTF-16 code units. */
  readonly at: number;
  /** The document of the reference that it is copied from, and where it begins there. */
  readonly document: number;
  readonly documentAt: number;
}

/**
 * The longest passage of a written text that stands word for word in a reference, the first of several: what a model has learned by heart
 * (Carlini et al. 2021). Linear in both texts: the reference is read once through the suffix automaton of what was written (Blumer et al.
 * 1985). A passage does not reach over the end of a document. Null when not one character is shared.
 */
export function longestCopiedPassage(written: string, reference: readonly string[]): CopiedPassage | null {
  const automaton = createSuffixAutomaton(written);
  let best = { length: 0, writtenEnd: 0, document: 0, documentEnd: 0 };
  reference.forEach((text, document) => {
    let [state, length] = [0, 0];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      let next = automaton.step(state, unit);
      while (next < 0 && state !== 0) {
        state = automaton.link(state);
        length = automaton.lengthOf(state);
        next = automaton.step(state, unit);
      }
      if (next < 0) continue;
      state = next;
      length++;
      if (length > best.length)
        best = { length, writtenEnd: automaton.firstEnd(state), document, documentEnd: index + 1 };
    }
  });
  if (best.length === 0) return null;
  const at = best.writtenEnd - best.length;
  return {
    passage: written.slice(at, best.writtenEnd),
    at,
    document: best.document,
    documentAt: best.documentEnd - best.length,
  };
}

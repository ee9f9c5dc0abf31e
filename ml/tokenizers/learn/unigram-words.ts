import { toByteLevel } from '../bytes';
import type { WordCounts } from './word-counts';

/** The different words to learn from, in the byte-level alphabet: their code units one after another, and how often each occurs. */
export interface TrainingWords {
  readonly units: Uint16Array;
  readonly start: Int32Array;
  readonly length: Int32Array;
  readonly count: Float64Array;
  readonly longest: number;
}

/**
 * The longest stretch that is estimated at once, in bytes. Products of so many probabilities of at least 1e-9 do not underflow, which
 * spares a logarithm for each piece considered; words longer than this are rare and are cut.
 */
const LONGEST = 32;

/** Lays out the words for {@link estimate} and {@link prune}. */
export function readTrainingWords(counts: WordCounts): TrainingWords {
  const stretches: { readonly units: string; readonly count: number }[] = [];
  for (const [word, count] of counts) {
    const written = toByteLevel(word);
    for (let from = 0; from < written.length; from += LONGEST)
      stretches.push({ units: written.slice(from, from + LONGEST), count });
  }
  const units = new Uint16Array(stretches.reduce((sum, stretch) => sum + stretch.units.length, 0));
  const start = new Int32Array(stretches.length);
  let offset = 0;
  stretches.forEach((stretch, index) => {
    start[index] = offset;
    for (let at = 0; at < stretch.units.length; at++) units[offset++] = stretch.units.charCodeAt(at);
  });
  return {
    units,
    start,
    length: Int32Array.from(stretches, (stretch) => stretch.units.length),
    count: Float64Array.from(stretches, ({ count }) => count),
    longest: LONGEST,
  };
}

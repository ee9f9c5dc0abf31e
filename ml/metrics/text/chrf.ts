import { common, countRuns, totalOf, wordsOf } from './words';

const LONGEST_RUN = 6;
/** Recall counts so much more than precision. */
const BETA = 2;
const PUNCTUATION = new Set('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~');

/**
 * chrF of a corpus (Popović 2015), 0 to 100, as sacreBLEU computes it: runs of one to six characters without white
 * space, F₂ of mean precision and mean recall. `wordOrder: 2` makes it chrF++ (Popović 2017), with words and pairs of
 * words beside them. Of several references the one that fits best counts. @throws RangeError where the numbers of both differ
 */
export function corpusChrf(
  candidates: readonly string[],
  references: readonly (readonly string[])[],
  { wordOrder = 0 }: { readonly wordOrder?: 0 | 1 | 2 } = {},
): number {
  if (candidates.length !== references.length)
    throw new RangeError(`There are ${candidates.length} candidates, and references for ${references.length}.`);
  const sums: Matches[] = Array.from({ length: LONGEST_RUN + wordOrder }, () => ({ made: 0, real: 0, shared: 0 }));
  candidates.forEach((candidate, index) => {
    const made = runsOf(candidate, wordOrder);
    let best: readonly Matches[] = [];
    let bestScore = -1;
    for (const reference of references[index] ?? []) {
      const matches = runsOf(reference, wordOrder).map((real, order) => matchesOf(made[order] ?? new Map(), real));
      const score = fScore(matches);
      if (score > bestScore) [best, bestScore] = [matches, score];
    }
    for (const [order, { made: ours, real, shared }] of best.entries()) {
      const sum = sums[order];
      if (sum) sums[order] = { made: sum.made + ours, real: sum.real + real, shared: sum.shared + shared };
    }
  });
  return fScore(sums);
}

interface Matches {
  readonly made: number;
  readonly real: number;
  readonly shared: number;
}

/** Runs of characters by length, then of words. */
function runsOf(text: string, wordOrder: number): Map<string, number>[] {
  const characters = Array.from(wordsOf(text).join(''));
  const words = wordOrder === 0 ? [] : wordsOf(text).flatMap(apart);
  return [
    ...Array.from({ length: LONGEST_RUN }, (_, index) => countRuns(characters, index + 1, '')),
    ...Array.from({ length: wordOrder }, (_, index) => countRuns(words, index + 1, ' ')),
  ];
}

/** A word and the punctuation at its end, or else at its beginning. */
function apart(word: string): string[] {
  const characters = Array.from(word);
  if (characters.length === 1) return [word];
  const [first = '', last = ''] = [characters[0], characters.at(-1)];
  if (PUNCTUATION.has(last)) return [characters.slice(0, -1).join(''), last];
  return PUNCTUATION.has(first) ? [first, characters.slice(1).join('')] : [word];
}

const matchesOf = (made: ReadonlyMap<string, number>, real: ReadonlyMap<string, number>): Matches => ({
  made: real.size > 0 ? totalOf(made) : 0,
  real: totalOf(real),
  shared: common(made, real),
});

function fScore(matches: readonly Matches[]): number {
  const counted = matches.filter(({ made, real }) => made > 0 && real > 0);
  if (counted.length === 0) return 0;
  const precision = counted.reduce((sum, { made, shared }) => sum + shared / made, 0) / counted.length;
  const recall = counted.reduce((sum, { real, shared }) => sum + shared / real, 0) / counted.length;
  if (precision + recall === 0) return 0;
  const factor = BETA ** 2;
  return (100 * (1 + factor) * precision * recall) / (factor * precision + recall);
}

import { stem } from './porter';
import { common, countRuns, totalOf } from './words';

/** Share of what was written that the reference has, share of the reference that was written, and their harmonic mean. */
export interface RougeScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Single words, pairs, the longest common subsequence, and the union of those by sentences (lines). */
export type RougeName = 'rouge1' | 'rouge2' | 'rougeL' | 'rougeLsum';

export interface RougeOptions {
  /** Words of more than three letters by their stem (`porter.ts`). */
  readonly stemmer?: boolean;
}

/** ROUGE (Lin 2004) of a text against one reference, as Google’s `rouge_score` computes it. */
export function rouge(
  reference: string,
  written: string,
  { stemmer = false }: RougeOptions = {},
): Record<RougeName, RougeScore> {
  const [real, made] = [rougeWords(reference, stemmer), rougeWords(written, stemmer)];
  const lines = (text: string) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => rougeWords(line, stemmer));
  return {
    rouge1: runs(real, made, 1),
    rouge2: runs(real, made, 2),
    rougeL: score(subsequence(real, made).length, made.length, real.length),
    rougeLsum: bySentences(lines(reference), lines(written)),
  };
}

/** Of several references, for each measure the one that fits best (the first of equals). @throws RangeError for no reference */
export function rougeOfBest(
  references: readonly string[],
  written: string,
  options: RougeOptions = {},
): Record<RougeName, RougeScore> {
  const [first, ...others] = references.map((reference) => rouge(reference, written, options));
  if (!first) throw new RangeError('There is no reference.');
  return others.reduce((best, one) => {
    const better = (name: RougeName) => (one[name].f1 > best[name].f1 ? one[name] : best[name]);
    return {
      rouge1: better('rouge1'),
      rouge2: better('rouge2'),
      rougeL: better('rougeL'),
      rougeLsum: better('rougeLsum'),
    };
  }, first);
}

/** Words of Latin letters and digits, small. */
function rougeWords(text: string, stemmer: boolean): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return stemmer ? words.map((word) => (word.length > 3 ? stem(word) : word)) : [...words];
}

function runs(real: readonly string[], made: readonly string[], n: number): RougeScore {
  const [ofReal, ofMade] = [countRuns(real, n), countRuns(made, n)];
  return score(common(ofReal, ofMade), totalOf(ofMade), totalOf(ofReal));
}

function score(hits: number, made: number, real: number): RougeScore {
  const [precision, recall] = [hits / Math.max(made, 1), hits / Math.max(real, 1)];
  return {
    precision,
    recall,
    f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0,
  };
}

/** Lin 2004, section 3.2, where no word counts more often than it is there (as ROUGE 1.5.5 does). */
function bySentences(real: readonly (readonly string[])[], made: readonly (readonly string[])[]): RougeScore {
  const left = countRuns(real.flat(), 1);
  const leftMade = countRuns(made.flat(), 1);
  let hits = 0;
  for (const sentence of real) {
    const union = new Set(made.flatMap((other) => subsequence(sentence, other)));
    for (const place of [...union].sort((a, b) => a - b)) {
      const word = sentence[place] ?? '';
      const [here, there] = [left.get(word) ?? 0, leftMade.get(word) ?? 0];
      if (here === 0 || there === 0) continue;
      hits += 1;
      left.set(word, here - 1);
      leftMade.set(word, there - 1);
    }
  }
  return score(hits, made.flat().length, real.flat().length);
}

/** The places in `real` of a longest common subsequence: of several the one that `rouge_score` reads out. */
function subsequence(real: readonly string[], made: readonly string[]): number[] {
  const width = made.length + 1;
  const table = new Int32Array((real.length + 1) * width);
  const at = (row: number, column: number) => table[row * width + column] ?? 0;
  for (let row = 1; row <= real.length; row++)
    for (let column = 1; column < width; column++)
      table[row * width + column] =
        real[row - 1] === made[column - 1]
          ? at(row - 1, column - 1) + 1
          : Math.max(at(row - 1, column), at(row, column - 1));
  const places: number[] = [];
  let [row, column] = [real.length, made.length];
  while (row > 0 && column > 0) {
    if (real[row - 1] === made[column - 1]) {
      places.push(row - 1);
      row -= 1;
      column -= 1;
    } else if (at(row, column - 1) > at(row - 1, column)) column -= 1;
    else row -= 1;
  }
  return places.reverse();
}

import { type Cell, cellsOf, type Table } from '../../data/table';

/**
 * The greatest difference of two empirical distribution functions (Kolmogorov 1933, Smirnov 1939), 0 … 1.
 * @throws RangeError where either has no values
 */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('A distribution needs values.');
  const [first, second] = [Float64Array.from(a).sort(), Float64Array.from(b).sort()];
  let [i, j, greatest] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const at = Math.min(first[i] ?? 0, second[j] ?? 0);
    while (i < first.length && (first[i] ?? 0) <= at) i += 1;
    while (j < second.length && (second[j] ?? 0) <= at) j += 1;
    greatest = Math.max(greatest, Math.abs(i / first.length - j / second.length));
  }
  return greatest;
}

/** Half the sum of the differences of all shares, 0 … 1; a missing value is one more category. @throws RangeError where either has no values */
export function totalVariation(a: readonly (string | null)[], b: readonly (string | null)[]): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('A distribution needs values.');
  const differences = new Map<string | null, number>();
  const add = (words: readonly (string | null)[], weight: number) => {
    for (const word of words) differences.set(word, (differences.get(word) ?? 0) + weight / words.length);
  };
  add(a, 1);
  add(b, -1);
  return [...differences.values()].reduce((sum, difference) => sum + Math.abs(difference) / 2, 0);
}

/**
 * How differently a column of two tables is spread, 0 … 1: total variation of categories, Kolmogorov and Smirnov’s statistic of numbers. A missing number
 * stands below all others, so that a difference in how many are missing counts too.
 */
export function marginalDistance(a: Table, b: Table, name: string): number {
  const [first, second] = [cellsOf(a, name), cellsOf(b, name)];
  if (a.columns.find((column) => column.name === name)?.kind === 'category')
    return totalVariation(first.map(wordOf), second.map(wordOf));
  return kolmogorovSmirnov(first.map(numberOf), second.map(numberOf));
}

const wordOf = (cell: Cell): string | null => (typeof cell === 'string' ? cell : null);
const numberOf = (cell: Cell): number => (typeof cell === 'number' ? cell : Number.NEGATIVE_INFINITY);

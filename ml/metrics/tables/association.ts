import { type Cell, cellsOf, type Table } from '../../data/table';

/** Pearson’s correlation, −1 … 1; 0 where either never changes. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [index, value] of x.entries()) {
    const [dx, dy] = [value - meanX, (y[index] ?? 0) - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0;
}

/** Cramér’s V of two categories (Cramér 1946), 0 … 1, without corrections: √(χ² / n (min(r, c) − 1)); 0 where either has one value only. */
export function cramersV(a: readonly string[], b: readonly string[]): number {
  const [rows, columns] = [countsOf(a), countsOf(b)];
  const least = Math.min(rows.size, columns.size);
  if (least < 2) return 0;
  const pairs = countsOf(a.map((word, index) => JSON.stringify([word, b[index]])));
  // Σ (observed − expected)² / expected = n (Σ observed² / (row · column) − 1), and what was never observed adds nothing.
  let sum = 0;
  for (const [pair, count] of pairs) {
    const [row, column]: [string, string] = JSON.parse(pair);
    sum += count ** 2 / ((rows.get(row) ?? 1) * (columns.get(column) ?? 1));
  }
  return Math.sqrt(Math.max(0, sum - 1) / (least - 1));
}

/** The correlation ratio η of numbers in groups (Fisher 1925), 0 … 1: the root of the share of the variance that lies between the groups. */
export function correlationRatio(groups: readonly string[], values: readonly number[]): number {
  const sums = new Map<string, { count: number; sum: number }>();
  for (const [index, group] of groups.entries()) {
    const own = sums.get(group) ?? { count: 0, sum: 0 };
    sums.set(group, { count: own.count + 1, sum: own.sum + (values[index] ?? 0) });
  }
  const middle = mean(values);
  const total = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  const between = [...sums.values()].reduce((sum, { count, sum: own }) => sum + count * (own / count - middle) ** 2, 0);
  return total > 0 ? Math.sqrt(Math.min(1, between / total)) : 0;
}

/** How strongly two columns go together, over the rows that have both: correlation, correlation ratio or Cramér’s V, whichever fits. */
export function association(table: Table, left: string, right: string): number {
  return associationOf(cellsOf(table, left), cellsOf(table, right));
}

export interface PairDifference {
  readonly left: string;
  readonly right: string;
  readonly difference: number;
}

/** How differently each two columns go together in two tables: the difference of their association, 0 … 2. */
export function associationDifferences(a: Table, b: Table, names: readonly string[]): PairDifference[] {
  const ours = names.map((name) => cellsOf(a, name));
  const theirs = names.map((name) => cellsOf(b, name));
  return names.flatMap((left, i) =>
    names.slice(i + 1).map((right, offset) => {
      const j = i + 1 + offset;
      const one = associationOf(ours[i] ?? [], ours[j] ?? []);
      const other = associationOf(theirs[i] ?? [], theirs[j] ?? []);
      return { left, right, difference: Math.abs(one - other) };
    }),
  );
}

function associationOf(left: readonly Cell[], right: readonly Cell[]): number {
  const x: number[] = [];
  const y: number[] = [];
  const a: string[] = [];
  const b: string[] = [];
  for (const [row, one] of left.entries()) {
    const other = right[row] ?? null;
    if (one === null || other === null) continue;
    if (typeof one === 'number') x.push(one);
    else a.push(one);
    if (typeof other === 'number') y.push(other);
    else b.push(other);
  }
  if (x.length > 0) return y.length > 0 ? pearson(x, y) : correlationRatio(b, x);
  return y.length > 0 ? correlationRatio(a, y) : cramersV(a, b);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

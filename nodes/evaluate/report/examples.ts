import type { Metrics } from '@/graph';

export interface Example {
  readonly asked: string;
  /** What both gave, and what would be right. */
  readonly given?: readonly [string, string, string];
  readonly before: number;
  readonly after: number;
}

export interface WinsAndLosses {
  readonly measure: string;
  /** How many there are in all. */
  readonly won: number;
  readonly lost: number;
  /** The largest of each. */
  readonly wins: readonly Example[];
  readonly losses: readonly Example[];
}

/** Where a model does better than the first, and where worse, by the first measure that both have of each item; null where they did not do the same. */
export function winsAndLosses(first: Metrics, other: Metrics, most: number): WinsAndLosses | null {
  if (!first.items || !other.items || first.items.set !== other.items.set) return null;
  const theirs = other.items;
  for (const { name, values, weights } of first.items.measures) {
    const after = theirs.measures.find((one) => one.name === name)?.values;
    const better = first.values.find((metric) => metric.name === name)?.better;
    if (!after || !better) continue;
    const gains = values
      .map((value, index) => ({ index, gain: ((after[index] ?? value) - value) * (better === 'higher' ? 1 : -1) }))
      .filter(({ index, gain }) => gain !== 0 && (weights?.[index] ?? 1) > 0);
    const [won, lost] = [gains.filter(({ gain }) => gain > 0), gains.filter(({ gain }) => gain < 0)];
    const texts = first.items.texts;
    const told = (some: readonly { index: number; gain: number }[]) =>
      some
        .filter(({ index }) => texts[index])
        .sort((a, b) => Math.abs(b.gain) - Math.abs(a.gain) || a.index - b.index)
        .slice(0, most)
        .map(({ index }): Example => {
          const [own, their] = [texts[index], theirs.texts[index]];
          return {
            asked: own?.asked ?? '',
            ...(own?.given !== undefined && { given: [own.given, their?.given ?? '', own.right ?? ''] as const }),
            before: values[index] ?? Number.NaN,
            after: after[index] ?? Number.NaN,
          };
        });
    return { measure: name, won: won.length, lost: lost.length, wins: told(won), losses: told(lost) };
  }
  return null;
}

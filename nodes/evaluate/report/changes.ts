import type { ItemMeasure, Metrics, RunContext } from '@/graph';
import { type Difference, pairedBootstrap } from '@/ml/metrics/comparison/bootstrap';

export interface Change extends Difference {
  readonly name: string;
  readonly unit?: string;
  /** Against which direction is good; within noise where the interval holds zero. */
  readonly verdict: 'better' | 'worse' | 'noise';
}

/** What differs between two models that did the very same, each measure with its interval; a sentence where they cannot be paired. */
export async function changesOf(
  first: Metrics,
  other: Metrics,
  { random, breathe }: Pick<RunContext, 'random' | 'breathe'>,
): Promise<{ readonly changes: readonly Change[]; readonly count: number; readonly title: string } | string> {
  if (!first.items || !other.items)
    return 'What was measured here is not kept one by one, so nothing tells a change from noise.';
  if (first.items.set !== other.items.set)
    return `The two were not measured on the same ${first.items.title}, so nothing tells a change from noise.`;
  const changes: Change[] = [];
  for (const before of first.items.measures) {
    const after = other.items.measures.find(({ name }) => name === before.name);
    const metric = first.values.find(({ name }) => name === before.name);
    if (!after || !metric?.better || !countsIn(before) || ![...before.values, ...after.values].every(Number.isFinite))
      continue;
    const { values, name: _name, ...how } = before;
    // Every measure sees the same draws.
    const found = pairedBootstrap({ ...how, before: values, after: after.values }, random.split('paired bootstrap'));
    const { unit, better, name } = metric;
    changes.push({ ...found, name, ...(unit && { unit }), verdict: verdictOf(found, better) });
    await breathe();
  }
  const count = first.items.measures[0]?.values.length ?? 0;
  return changes.length > 0
    ? { changes, count, title: first.items.title }
    : 'Nothing that both were measured in says which direction is good.';
}

const countsIn = ({ values, weights }: ItemMeasure): boolean =>
  values.length > 0 && (weights === undefined || weights.some((weight) => weight > 0));

/** Which way a difference points, where its interval leaves zero out. */
export function verdictOf({ low, high }: Pick<Difference, 'low' | 'high'>, better: 'lower' | 'higher') {
  if (!(low > 0 || high < 0)) return 'noise';
  return low > 0 === (better === 'higher') ? 'better' : 'worse';
}

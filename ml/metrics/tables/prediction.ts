import type { Arrays } from '../../arrays';
import { expectComparable, squaredDistance, widthOf } from '../rows';

/** What is known of rows: their numbers, and what is to be predicted of each. */
export interface KnownRows<Target extends string | number> {
  readonly rows: Arrays;
  readonly targets: readonly Target[];
}

/**
 * The answers of a query’s `k` nearest known rows, nearest first (Cover & Hart 1967), by Euclidean distance; all known rows where there are fewer.
 * @throws RangeError for rows of two widths, or none
 */
export function nearestAnswers<Target extends string | number>(
  { rows, targets }: KnownRows<Target>,
  queries: Arrays,
  query: number,
  k: number,
): Target[] {
  expectComparable(rows, queries, 1);
  const width = widthOf(rows);
  const most = Math.min(k, rows.count);
  const nearest: { readonly row: number; readonly distance: number }[] = [];
  for (let row = 0; row < rows.count; row++) {
    const distance = squaredDistance(queries, query, rows, row, width);
    const last = nearest.at(-1);
    if (nearest.length === most && last && distance >= last.distance) continue;
    let place = nearest.length;
    while (place > 0 && (nearest[place - 1]?.distance ?? 0) > distance) place -= 1;
    nearest.splice(place, 0, { row, distance });
    if (nearest.length > most) nearest.pop();
  }
  return nearest.flatMap(({ row }) => {
    const target = targets[row];
    return target === undefined ? [] : [target];
  });
}

/** The most frequent of the answers; of those that are equally so, the one that comes first. */
export function voted(answers: readonly string[]): string | undefined {
  const votes = new Map<string, number>();
  for (const answer of answers) votes.set(answer, (votes.get(answer) ?? 0) + 1);
  let best: string | undefined;
  for (const [answer, count] of votes) if (best === undefined || count > (votes.get(best) ?? 0)) best = answer;
  return best;
}

/** The share of predictions that are right. */
export const accuracy = (predicted: readonly (string | undefined)[], truth: readonly string[]): number =>
  truth.filter((word, index) => word === predicted[index]).length / truth.length;

/** The share of the variance that predictions explain, at most 1; below 0 where the mean would have been a better guess. */
export function rSquared(predicted: readonly number[], truth: readonly number[]): number {
  const mean = truth.reduce((sum, value) => sum + value / truth.length, 0);
  const total = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = truth.reduce((sum, value, index) => sum + (value - (predicted[index] ?? 0)) ** 2, 0);
  return total > 0 ? 1 - left / total : 0;
}

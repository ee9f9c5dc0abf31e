import { type Arrays, takeArrays } from '../arrays';
import { createRandom } from '../random';
import { DataError } from './error';

export interface BalanceOptions {
  readonly seed: number | string;
  /** As many of each class as the rarest has, as the commonest has, or so many. */
  readonly to: 'rarest' | 'commonest' | number;
}

/** How many items each class has. @throws DataError `data.balance.labels` when there are no labels */
export function countClasses({ labels, classes }: Arrays): number[] {
  if (!labels)
    throw new DataError(
      'data.balance.labels',
      'These items have no classes.',
      'None of them is labelled.',
      'Connect data with labels.',
    );
  const most = labels.reduce((greatest, label) => Math.max(greatest, label), -1);
  const counts = new Array<number>(Math.max(classes?.length ?? 0, most + 1)).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/**
 * Equally many items of each class that has any, in a random order. Of a class with too many some are drawn; of one with too few all are
 * taken again and again, none more than once more than another. @throws DataError `data.balance.labels`, `data.balance.count`
 */
export function balanceClasses(items: Arrays, { seed, to }: BalanceOptions): Arrays {
  const counts = countClasses(items).filter((count) => count > 0);
  const each = to === 'rarest' ? Math.min(...counts) : to === 'commonest' ? Math.max(...counts) : to;
  if (counts.length > 0 && (!Number.isInteger(each) || each < 1 || each * counts.length > 10_000_000))
    throw new DataError(
      'data.balance.count',
      `${each} of each class cannot be taken.`,
      `A whole number from 1 can, up to ten million items in all, and there are ${counts.length} classes.`,
      'Set another number.',
    );
  const random = createRandom(seed).split('balance');
  const byClass = new Map<number, number[]>();
  for (const [index, label] of (items.labels ?? []).entries()) {
    const own = byClass.get(label);
    if (own) own.push(index);
    else byClass.set(label, [index]);
  }
  const taken: number[] = [];
  for (const [label, indices] of [...byClass].sort(([a], [b]) => a - b)) {
    const order = random.split(`class ${label}`);
    for (let left = each; left > 0; left -= indices.length)
      for (const index of order.shuffle([...indices]).slice(0, left)) taken.push(index);
  }
  return takeArrays(items, random.split('order').shuffle(taken));
}

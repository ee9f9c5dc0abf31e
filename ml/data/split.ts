import type { Arrays } from '../arrays';
import { createRandom, type Random } from '../random';
import { DataError } from './error';

export interface SplitOptions {
  /** The share put aside, above 0 and below 1. */
  readonly share: number;
  readonly seed: number | string;
  /** Puts the same share of every class aside; where there are no labels it changes nothing. */
  readonly byClass?: boolean;
}

/** Which items are kept and which are put aside, both in the order they had. */
export interface SplitIndices {
  readonly kept: Int32Array;
  readonly aside: Int32Array;
}

/**
 * Draws items to be put aside: `share × count` rounded, at least one, never all. By class each class gives as near to its share as whole numbers allow,
 * the largest remainders first, so that the total is the same. @throws DataError `data.split.few` for fewer than two items
 */
export function splitItems({ count, labels }: Pick<Arrays, 'count' | 'labels'>, options: SplitOptions): SplitIndices {
  const { share, seed, byClass = false } = options;
  if (count < 2)
    throw new DataError(
      'data.split.few',
      `There ${count === 1 ? 'is one example' : 'are no examples'} to split.`,
      'Each part needs at least one.',
      'Give more examples.',
    );
  const random = createRandom(seed).split('split');
  const wanted = Math.min(count - 1, Math.max(1, Math.round(share * count)));
  const groups = byClass && labels ? groupsOf(labels) : [[...Array(count).keys()]];
  const isAside = new Uint8Array(count);
  for (const index of drawn(groups, wanted, count, random)) isAside[index] = 1;
  const all = Int32Array.from({ length: count }, (_, index) => index);
  return { kept: all.filter((index) => isAside[index] === 0), aside: all.filter((index) => isAside[index] === 1) };
}

function drawn(groups: readonly (readonly number[])[], wanted: number, count: number, random: Random): number[] {
  const exact = groups.map(({ length }) => (wanted * length) / count);
  const taken = exact.map(Math.floor);
  const left = wanted - taken.reduce((sum, some) => sum + some, 0);
  const byRemainder = [...groups.keys()].sort((a, b) => remainder(exact[b]) - remainder(exact[a]) || a - b);
  for (const group of byRemainder.slice(0, left)) taken[group] = (taken[group] ?? 0) + 1;
  return groups.flatMap((indices, group) =>
    random
      .split(`group ${group}`)
      .shuffle([...indices])
      .slice(0, taken[group]),
  );
}

const remainder = (value = 0): number => value - Math.floor(value);

function groupsOf(labels: Int32Array): number[][] {
  const groups = new Map<number, number[]>();
  for (const [index, label] of labels.entries()) {
    const own = groups.get(label);
    if (own) own.push(index);
    else groups.set(label, [index]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, indices]) => indices);
}

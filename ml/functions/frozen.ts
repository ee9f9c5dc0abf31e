import type { Tensor } from '../tf';

const frozen = new WeakSet<Tensor>();

/** Marks a weight as one that no gradient is wanted towards: functions compute none, and keep nothing for it. Gives it back. */
export function freeze<T extends Tensor>(weight: T): T {
  frozen.add(weight);
  return weight;
}

/** Whether a weight was marked so. */
export const isFrozen = (weight: Tensor): boolean => frozen.has(weight);

import { type Examples, GenloomError } from '@/graph';

/** Refuses a set that is too small to compare, or has numbers that are none. @throws GenloomError `compare.too-few`, `compare.not-a-number` */
export function requireComparable(name: 'made' | 'real' | 'training', { count, data }: Examples, least: number): void {
  if (count < least)
    throw new GenloomError({
      code: 'compare.too-few',
      title: `There ${count === 1 ? `is 1 ${name} example` : `are ${count} ${name} examples`}, and at least ${least} are needed.`,
      fix: name === 'made' ? 'Make more of them.' : 'Give more of them, or look at fewer neighbours.',
    });
  if (data.some((value) => !Number.isFinite(value)))
    throw new GenloomError({
      code: 'compare.not-a-number',
      title: `Some of the ${name} examples are no numbers.`,
      fix: name === 'made' ? 'Train the model again with a lower learning rate.' : 'Look at where they come from.',
    });
}

import { type Examples, GenloomError } from '@/graph';
import type { Scaling } from '@/ml/data/points';

/** Where numbers of 0 … 1 are taken as they are. */
export const UNSCALED: Scaling = { mean: [0], deviation: [1] };

/** Shades of a pixel: as many as a byte has. */
export const LEVELS = 256;

/** Refuses examples that are not made of numbers between 0 and 1, with why that matters and what helps. */
export function requireUnit({ data }: Examples, why: { readonly detail: string; readonly fix: string }): void {
  if (data.every((value) => value >= 0 && value <= 1)) return;
  throw new GenloomError({
    code: 'train.not-between-0-and-1',
    title: 'Not all numbers of these examples lie between 0 and 1.',
    ...why,
  });
}

import type { Examples } from '@/graph';
import { takeArrays } from '@/ml/arrays';

/** Some of the examples, in the order of `indices`, with all else that is known of them. */
export const takeExamples = (examples: Examples, indices: ArrayLike<number>): Examples => ({
  ...examples,
  ...takeArrays(examples, indices),
});

/** How many numbers one example has. */
export const widthOf = ({ shape }: Pick<Examples, 'shape'>): number =>
  shape.reduce((product, length) => product * length, 1);

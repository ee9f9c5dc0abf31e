import { type Examples, GenloomError } from '@/graph';
import { takeArrays } from '@/ml/arrays';

/** Some of the examples, in the order of `indices`, with all else that is known of them. */
export const takeExamples = (examples: Examples, indices: ArrayLike<number>): Examples => ({
  ...examples,
  ...takeArrays(examples, indices),
});

/** How many numbers one example has. */
export const widthOf = ({ shape }: Pick<Examples, 'shape'>): number =>
  shape.reduce((product, length) => product * length, 1);

/** Refuses examples of another shape than a model knows, and says what would fit. @throws GenloomError `model.other-shape` */
export function requireKnownShape({ shape }: Pick<Examples, 'shape'>, known: readonly number[], fix: string): void {
  if (shape.join() === known.join()) return;
  throw new GenloomError({
    code: 'model.other-shape',
    title: `The model takes the shape [${known.join(', ')}], and what it is given has [${shape.join(', ')}].`,
    fix,
  });
}

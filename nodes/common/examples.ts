import { type Examples, GenloomError } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { sizeOf } from '@/ml/network';

/** Some of the examples, in the order of `indices`, with all else that is known of them. */
export const takeExamples = (examples: Examples, indices: ArrayLike<number>): Examples => ({
  ...examples,
  ...takeArrays(examples, indices),
});

/** So many of the examples, evenly spaced: they may lie in the order of their classes. */
export function evenlySpaced(examples: Examples, most: number): Examples {
  const count = Math.min(examples.count, most);
  if (count === examples.count) return examples;
  return takeExamples(
    examples,
    Int32Array.from({ length: count }, (_, index) => Math.floor((index * examples.count) / count)),
  );
}

/** Which numbers of an example are the same in all of them, from 0. */
export function constantNumbers({ data, count, shape }: Examples): readonly number[] {
  const width = widthOf({ shape });
  const changes = new Uint8Array(width);
  for (let index = width; index < count * width; index++)
    if (data[index] !== data[index % width]) changes[index % width] = 1;
  return [...changes.keys()].filter((number) => changes[number] === 0);
}

/** How many numbers one example has. */
export const widthOf = ({ shape }: Pick<Examples, 'shape'>): number => sizeOf(shape);

/** Refuses examples of another shape than a model knows, and says what would fit. @throws GenloomError `model.other-shape` */
export function requireKnownShape({ shape }: Pick<Examples, 'shape'>, known: readonly number[], fix: string): void {
  if (shape.join() === known.join()) return;
  throw new GenloomError({
    code: 'model.other-shape',
    title: `The model takes the shape [${known.join(', ')}], and what it is given has [${shape.join(', ')}].`,
    fix,
  });
}

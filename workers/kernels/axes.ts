import { util } from '@tensorflow/tfjs-core';
import { sizeOf } from './kernel';

/** A shape seen as `[outer, length, inner]`, the axis in the middle being the one that is worked along. */
export interface Middle {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** The axes as one in the middle, where they stand side by side; null where others lie between them. */
export function middleOf(shape: readonly number[], axes: readonly number[]): Middle | null {
  const first = Math.min(...axes);
  const last = Math.max(...axes);
  // Axes of length one may lie anywhere.
  for (let axis = first; axis <= last; axis++) if (!axes.includes(axis) && shape[axis] !== 1) return null;
  return {
    outer: sizeOf(shape.slice(0, first)),
    length: sizeOf(shape.slice(first, last + 1)),
    inner: sizeOf(shape.slice(last + 1)),
  };
}

/** Axes as an op's attribute names them: one, some, negative from the end; all of them where it names none. */
export function axesOf(attribute: unknown, shape: readonly number[]): readonly number[] {
  const named =
    typeof attribute === 'number'
      ? [attribute]
      : Array.isArray(attribute)
        ? attribute.filter((axis): axis is number => typeof axis === 'number')
        : shape.map((_, axis) => axis);
  return util.parseAxisParam(named, [...shape]);
}

import { util } from '@tensorflow/tfjs-core';
import { sizeOf } from './kernel';

/** A shape seen as `[outer, length, inner]`, the axis in the middle being the one that is worked along. */
export interface Middle {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/**
 * The axes as runs of neighbours, each in the middle of the shape that is left once those before it in the list are gone: the last run first. Axes of
 * length one join whatever lies beside them.
 */
export function middlesOf(shape: readonly number[], axes: readonly number[]): readonly Middle[] {
  const out: Middle[] = [];
  let inner = 1;
  let length = 1;
  for (let axis = shape.length - 1; axis >= -1; axis--) {
    const own = shape[axis] ?? 1;
    if (axis >= 0 && own === 1) continue;
    if (axis >= 0 && axes.includes(axis)) {
      length *= own;
      continue;
    }
    if (length !== 1) out.push({ outer: sizeOf(shape.slice(0, axis + 1)), length, inner });
    length = 1;
    inner *= own;
  }
  return out;
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

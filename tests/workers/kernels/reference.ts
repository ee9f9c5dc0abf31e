import * as tf from '@/ml/tf';
import { numbers } from './on-wasm';

/** A tensor's numbers in float64, with its shape: what a reference computes on. */
export interface Grid {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, length) => size * length, 1);

/** Random numbers on both sides: a tensor on the backend, and the same numbers for the reference. */
export function both(shape: readonly number[], seed: number, map = (value: number) => value) {
  const values = numbers(sizeOf(shape), seed).map(map);
  return { tensor: tf.tensor(values, [...shape]), grid: { shape, values: Float64Array.from(values) } };
}

/** A new grid of this shape, each number made from its index. */
export function gridOf(shape: readonly number[], at: (index: readonly number[]) => number): Grid {
  const values = new Float64Array(sizeOf(shape));
  const index = shape.map(() => 0);
  for (let flat = 0; flat < values.length; flat++) {
    let rest = flat;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const length = shape[axis] ?? 1;
      index[axis] = rest % length;
      rest = Math.floor(rest / length);
    }
    values[flat] = at(index);
  }
  return { shape, values };
}

/** The number at an index; axes of length one are broadcast, missing ones stand in front. */
export function pick({ shape, values }: Grid, index: readonly number[]): number {
  const missing = index.length - shape.length;
  const flat = shape.reduce((at, length, axis) => at * length + (length === 1 ? 0 : (index[axis + missing] ?? 0)), 0);
  return values[flat] ?? Number.NaN;
}

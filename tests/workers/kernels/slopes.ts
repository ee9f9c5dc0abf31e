import { expect } from 'vitest';
import * as tf from '@/ml/tf';
import { distance } from './on-wasm';
import { both } from './reference';

/** A function of tensors, in float64 on plain numbers. */
export type Reference = (...inputs: readonly Float64Array[]) => ArrayLike<number>;

/**
 * Compares a function's values, and its gradients for a random `dy`, with a float64 reference, whose own slopes are
 * taken by central differences. Fails too where a tensor is left behind.
 */
export function expectSame(
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  reference: Reference,
  shapes: readonly (readonly number[])[],
  seed: number,
  tolerance = 2e-5,
): void {
  const before = tf.memory().numTensors;
  const inputs = shapes.map((shape, index) => both(shape, seed + index));
  const grids = inputs.map(({ grid }) => grid.values);
  const tensors = inputs.map(({ tensor }) => tensor);
  const value = tf.tidy(() => f(...tensors));
  expect(distance(value.dataSync(), reference(...grids))).toBeLessThan(tolerance);
  const dy = both(value.shape, seed + 99);
  const gradients = tf.grads(f)(tensors, dy.tensor);
  gradients.forEach((gradient, which) => {
    expect(gradient.shape).toEqual(shapes[which]);
    expect(distance(gradient.dataSync(), slopes(reference, grids, which, dy.grid.values))).toBeLessThan(tolerance);
  });
  tf.dispose([...tensors, value, dy.tensor, ...gradients]);
  expect(tf.memory().numTensors).toBe(before);
}

const STEP = 1e-4;

/** d Σ f · dy / d inputs[which] */
function slopes(f: Reference, inputs: readonly Float64Array[], which: number, dy: ArrayLike<number>): Float64Array {
  const at = (index: number, delta: number) => {
    const moved = inputs.map((input, other) => (other === which ? input.slice() : input));
    const own = moved[which];
    if (own) own[index] = (own[index] ?? 0) + delta;
    const values = f(...moved);
    let total = 0;
    for (let place = 0; place < values.length; place++) total += (values[place] ?? 0) * (dy[place] ?? 0);
    return total;
  };
  return Float64Array.from(inputs[which] ?? [], (_, index) => (at(index, STEP) - at(index, -STEP)) / (2 * STEP));
}

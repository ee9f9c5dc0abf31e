import { sizeOf } from '../network';
import type { Random } from '../random';
import { type Tensor, tensor } from '../tf';

/** `count` standard normal numbers, the same on every backend. */
export function gaussianValues(count: number, random: Random): Float32Array {
  const values = new Float32Array(count);
  for (let index = 0; index < count; index++) values[index] = random.normal();
  return values;
}

/** Standard normal noise `[B, …]`. Each row has a stream of its own, so it does not depend on how many rows there are. */
export function gaussianNoise(shape: readonly number[], random: Random): Tensor {
  const [rows = 1, ...item] = shape;
  const size = sizeOf(item);
  const values = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) values.set(gaussianValues(size, random.split(`row ${row}`)), row * size);
  return tensor(values, [...shape], 'float32');
}

/** Uniform numbers in [0, 1) from a seeded stream. */
export function uniformNoise(random: Random, shape: readonly number[]): Tensor {
  // Rounding to 32 bits may reach 1.
  const below = 1 - 2 ** -24;
  return tensor(
    Float32Array.from({ length: sizeOf(shape) }, () => Math.min(random.next(), below)),
    [...shape],
  );
}

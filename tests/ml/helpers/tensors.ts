import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { sizeOf } from '@/ml/network';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';

/** An array as `tests/fixtures/ml/reference.py` writes it. */
export interface StoredArray {
  readonly shape: number[];
  readonly data: number[];
}

/** The numbers that numpy gave. */
export const reference = JSON.parse(readFileSync(new URL('../../fixtures/ml/reference.json', import.meta.url), 'utf8'));

export const tensorOf = ({ shape, data }: StoredArray, dtype: 'float32' | 'int32' = 'float32'): tf.Tensor =>
  tf.tensor(data, shape, dtype);

/** Fails unless all numbers agree to `tolerance`, relative to 1 or to themselves if larger. */
export function expectClose(found: tf.Tensor | ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-5): void {
  const numbers = found instanceof tf.Tensor ? found.dataSync() : found;
  expect(numbers.length).toBe(wanted.length);
  for (let index = 0; index < wanted.length; index++) {
    const [a, b] = [numbers[index] ?? Number.NaN, wanted[index] ?? Number.NaN];
    if (!(Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)))) {
      throw new Error(`at ${index}: found ${a}, wanted ${b}`);
    }
  }
}

/** Normal numbers, the same ones for the same seed. */
export const noise = (seed: number, shape: number[], scale = 1): tf.Tensor =>
  tf.tensor(noiseValues(seed, sizeOf(shape), scale), shape);

export function noiseValues(seed: number, size: number, scale = 1): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: size }, () => scale * random.normal());
}

/**
 * Compares a function's gradient with central differences, along each input, at up to `places` numbers of each. The
 * loss is the sum of the function's values, weighted unevenly.
 */
export function expectGradient(
  inputs: readonly tf.Tensor[],
  f: (...inputs: tf.Tensor[]) => tf.Tensor,
  { places = 12, h = 1e-2, tolerance = 5e-3 } = {},
): void {
  const loss = (...given: tf.Tensor[]) => {
    const y = f(...given);
    return y.rank === 0 ? y : tf.sum(tf.mul(y, noise(99, y.shape)));
  };
  const gradients = tf.tidy(() => {
    const found = valueAndGradients(() => loss(...inputs).asScalar(), inputs).gradients;
    return inputs.map((input, index) => found[index] ?? tf.zerosLike(input));
  });
  inputs.forEach((input, which) => {
    const values = input.dataSync();
    const gradient = gradients[which]?.dataSync() ?? [];
    const stride = Math.max(1, Math.floor(values.length / places));
    for (let index = 0; index < values.length; index += stride) {
      const lossAt = (delta: number) =>
        tf.tidy(() => {
          const moved = Float32Array.from(values);
          moved[index] = (values[index] ?? 0) + delta;
          return loss(...inputs.map((one, i) => (i === which ? tf.tensor(moved, input.shape) : one)));
        });
      const [above, below] = [lossAt(h), lossAt(-h)];
      const slope = ((above.dataSync()[0] ?? Number.NaN) - (below.dataSync()[0] ?? Number.NaN)) / (2 * h);
      tf.dispose([above, below]);
      const found = gradient[index] ?? Number.NaN;
      if (!(Math.abs(found - slope) <= tolerance * Math.max(1, Math.abs(slope)))) {
        throw new Error(`input ${which} at ${index}: gradient ${found}, slope ${slope}`);
      }
    }
  });
  tf.dispose(gradients);
}

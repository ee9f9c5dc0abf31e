import { readFileSync } from 'node:fs';
import type { Arrays } from '@/ml/arrays';
import { createRandom } from '@/ml/random';
import type { StoredArray } from '../helpers/tensors';

/** The numbers that numpy and scipy gave. */
export const reference = JSON.parse(readFileSync(new URL('../../fixtures/ml/metrics.json', import.meta.url), 'utf8'));

export const arraysOf = ({ shape, data }: StoredArray): Arrays => ({
  shape: shape.slice(1),
  count: shape[0] ?? 0,
  data: Float32Array.from(data),
});

/** Points from their coordinates. */
export const points = (...rows: readonly (readonly number[])[]): Arrays => ({
  shape: [rows[0]?.length ?? 0],
  count: rows.length,
  data: Float32Array.from(rows.flat()),
});

/** `count` draws from a Gaussian with independent numbers. */
export function gaussian(seed: number, count: number, mean: readonly number[], deviation: readonly number[]): Arrays {
  const random = createRandom(seed);
  const rows = Array.from({ length: count }, () =>
    mean.map((centre, index) => centre + (deviation[index] ?? 1) * random.normal()),
  );
  return points(...rows);
}

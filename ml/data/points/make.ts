import type { Arrays } from '../../arrays';
import type { Random } from '../../random';
import { DataError } from '../error';

export interface PointOptions {
  readonly count: number;
  readonly seed: number | string;
}

/** The most points that are made at once. */
export const MOST_POINTS = 10_000_000;

/**
 * `count` points `[2]`, each class in turn so that all have as many, in a random order.
 * @throws DataError `data.points.count`
 */
export function makePoints(
  count: number,
  classes: readonly string[] | null,
  random: Random,
  draw: (label: number) => readonly [x: number, y: number],
): Arrays {
  if (!Number.isInteger(count) || count < 0 || count > MOST_POINTS)
    throw new DataError(
      'data.points.count',
      `${count} points cannot be made.`,
      `A whole number up to ${MOST_POINTS.toLocaleString('en')} can.`,
      'Ask for fewer points.',
    );
  const data = new Float32Array(2 * count);
  const order = classes && labelsInTurn(count, classes.length, random);
  for (let index = 0; index < count; index++) {
    const [x, y] = draw(order?.[index] ?? 0);
    data[2 * index] = x;
    data[2 * index + 1] = y;
  }
  return { shape: [2], count, data, ...(order && classes && { labels: order, classes }) };
}

function labelsInTurn(count: number, classes: number, random: Random): Int32Array {
  const labels = Int32Array.from({ length: count }, (_, index) => index % classes);
  for (let last = count - 1; last > 0; last--) {
    const other = random.int(last + 1);
    const label = labels[last] ?? 0;
    labels[last] = labels[other] ?? 0;
    labels[other] = label;
  }
  return labels;
}

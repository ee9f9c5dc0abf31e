import type { ScatterView } from '@/graph';

export type Bounds = NonNullable<ScatterView['within']>;
export type Place = readonly [x: number, y: number];

/** From places to pixels and back: both axes of one scale, about the middle of what is to be seen. */
export function planeOf({ left, right, bottom, top }: Bounds, width: number, height: number) {
  const reach = Math.max((right - left) / width, (top - bottom) / height, 1e-9) * 1.16;
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  return {
    toPixel: ([x, y]: Place): Place => [width / 2 + (x - middleX) / reach, height / 2 - (y - middleY) / reach],
    toPlace: ([x, y]: Place): Place => [middleX + (x - width / 2) * reach, middleY - (y - height / 2) * reach],
  };
}

/** What a picture of points reaches over: as it says, or what was given, or all where nothing was. */
export function boundsOf({ series, within }: ScatterView): Bounds {
  if (within) return within;
  const given = series.filter(({ role }) => role === 'given');
  const measured = (given.length > 0 ? given : series).flatMap(({ points }) => points);
  const range = (first: 0 | 1): readonly [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = first; index < measured.length; index += 2) {
      const value = measured[index] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return low <= high ? [low, high] : [-1, 1];
  };
  const [[left, right], [bottom, top]] = [range(0), range(1)];
  return { left, right, bottom, top };
}

/** The nearest of some places, as x and y in turn; −1 where there are none. */
export function nearestTo([x, y]: Place, points: readonly number[], count = points.length / 2): number {
  let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
  for (let index = 0; index < Math.min(count, points.length / 2); index++) {
    const distance = ((points[2 * index] ?? 0) - x) ** 2 + ((points[2 * index + 1] ?? 0) - y) ** 2;
    if (distance < least) [nearest, least] = [index, distance];
  }
  return nearest;
}

/** From the least to the greatest of the x (0) or the y (1) of points, which stand in turn. */
export function spanOf(points: ArrayLike<number>, axis: 0 | 1): readonly [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < points.length; at += 2) {
    low = Math.min(low, points[at] ?? 0);
    high = Math.max(high, points[at] ?? 0);
  }
  return [low, high];
}

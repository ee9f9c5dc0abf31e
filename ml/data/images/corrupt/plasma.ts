import type { Random } from '../../../random';

/**
 * A height over a square that joins on to itself, 0 … 1, by the diamond–square algorithm (Fournier, Fussell & Carpenter 1982).
 * @param side a power of two @param decay each halving of the step divides what chance adds by its square
 */
export function plasma(side: number, decay: number, random: Random): Float64Array {
  const heights = new Float64Array(side * side);
  const at = (row: number, column: number) => ((row + side) % side) * side + ((column + side) % side);
  const sumOf = (places: readonly (readonly [number, number])[]) =>
    places.reduce((sum, [row, column]) => sum + (heights[at(row, column)] ?? 0), 0);
  let chance = 1;
  for (let step = side; step >= 2; step /= 2) {
    const half = step / 2;
    const moved = () => chance * (2 * random.next() - 1);
    for (let row = half; row < side; row += step)
      for (let column = half; column < side; column += step) {
        const corners = [-half, half].flatMap((y) => [-half, half].map((x) => [row + y, column + x] as const));
        heights[at(row, column)] = sumOf(corners) / 4 + moved();
      }
    for (let row = 0; row < side; row += half)
      for (let column = row % step === 0 ? half : 0; column < side; column += step) {
        const around = [
          [row - half, column],
          [row + half, column],
          [row, column - half],
          [row, column + half],
        ] as const;
        heights[at(row, column)] = sumOf(around) / 4 + moved();
      }
    chance /= decay * decay;
  }
  const lowest = heights.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const highest = heights.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return heights.map((value) => (highest > lowest ? (value - lowest) / (highest - lowest) : 0));
}

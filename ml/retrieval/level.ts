/** How each number of some vectors is spread. */
export interface Spread {
  readonly mean: Float32Array;
  /** One over the standard deviation; 0 where nothing varies. */
  readonly scale: Float32Array;
}

/** How the numbers of these rows are spread. Of a single row, or of rows that are all the same, nothing is taken away. */
export function spreadOf(rows: readonly Float32Array[], width: number): Spread {
  const mean = new Float64Array(width);
  const squares = new Float64Array(width);
  for (const row of rows) for (let at = 0; at < width; at++) mean[at] = (mean[at] ?? 0) + (row[at] ?? 0) / rows.length;
  for (const row of rows)
    for (let at = 0; at < width; at++)
      squares[at] = (squares[at] ?? 0) + ((row[at] ?? 0) - (mean[at] ?? 0)) ** 2 / rows.length;
  const alone = squares.every((square) => square === 0);
  return {
    mean: Float32Array.from(mean, (value) => (alone ? 0 : value)),
    scale: Float32Array.from(squares, (square) => (alone ? 1 : square > 0 ? 1 / Math.sqrt(square) : 0)),
  };
}

/**
 * A row less the mean of all, each number on a scale of its own: otherwise a few numbers that are large everywhere decide
 * alone (Timkey & van Schijndel 2021).
 */
export const levelled = (row: Float32Array, { mean, scale }: Spread): Float32Array =>
  row.map((value, at) => (value - (mean[at] ?? 0)) * (scale[at] ?? 0));

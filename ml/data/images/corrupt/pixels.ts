/** One image of 0 … 1, row-major, that is changed in place. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** `height × width × channels` */
  readonly data: Float32Array;
}

/** The place of a pixel, of the nearest at the edge where it lies beyond. */
export const placeOf = (
  { height, width, channels }: Omit<Pixels, 'data'>,
  row: number,
  column: number,
  channel: number,
): number =>
  (Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))) * channels + channel;

/** What lies at a place between pixels, straight between the four around it; beyond the edge lies the edge. */
export function between(pixels: Pixels, row: number, column: number, channel: number): number {
  const [top, left] = [Math.floor(row), Math.floor(column)];
  const [down, right] = [row - top, column - left];
  const at = (y: number, x: number) => pixels.data[placeOf(pixels, y, x, channel)] ?? 0;
  return (
    (1 - down) * ((1 - right) * at(top, left) + right * at(top, left + 1)) +
    down * ((1 - right) * at(top + 1, left) + right * at(top + 1, left + 1))
  );
}

import type { InkLine } from './hand';

/**
 * Draws pen lines into a greyscale image `[size, size]` that begins at `offset` of `data`: each pixel is how much of it the nearest piece of
 * a line covers, by its distance, with an edge `softness` pixels wide; 0 is paper, `dark` is full ink.
 */
export function drawInk(
  data: Float32Array,
  offset: number,
  size: number,
  lines: readonly InkLine[],
  softness: number,
  dark: number,
): void {
  for (const line of lines)
    for (let at = 0; at + 5 < line.length; at += 3) drawPiece(data, offset, size, line, at, softness, dark);
}

/** One piece of a line, from point to point: a capsule whose radius goes evenly from one end's to the other's. */
function drawPiece(
  data: Float32Array,
  offset: number,
  size: number,
  line: InkLine,
  at: number,
  softness: number,
  dark: number,
): void {
  const [x0 = 0, y0 = 0, r0 = 0] = [line[at], line[at + 1], line[at + 2]];
  const [x1 = 0, y1 = 0, r1 = 0] = [line[at + 3], line[at + 4], line[at + 5]];
  const reach = Math.max(r0, r1) + softness / 2;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const squared = dx * dx + dy * dy || 1e-12;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(size - 1, Math.floor(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(size - 1, Math.floor(Math.max(y0, y1) + reach));
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0;
      const py = row + 0.5 - y0;
      const along = (px * dx + py * dy) / squared;
      const t = Math.min(1, Math.max(0, along));
      const ax = px - t * dx;
      const ay = py - t * dy;
      const inside = (r0 + t * (r1 - r0) - Math.sqrt(ax * ax + ay * ay)) / softness + 0.5;
      if (inside <= 0) continue;
      const ink = inside >= 1 ? dark : inside * dark;
      const pixel = offset + row * size + column;
      if (ink > (data[pixel] ?? 0)) data[pixel] = ink;
    }
}

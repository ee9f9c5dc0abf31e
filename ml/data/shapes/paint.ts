import type { ShapeAttributes } from './caption';
import { OUTLINES } from './outline';

/** Red, green and blue of each colour, 0 … 1. */
export const PAINT: Readonly<Record<ShapeAttributes['colour'], readonly [number, number, number]>> = {
  red: [0.9, 0.13, 0.13],
  orange: [1, 0.53, 0.08],
  yellow: [0.98, 0.88, 0.15],
  green: [0.12, 0.7, 0.24],
  blue: [0.15, 0.36, 0.95],
  purple: [0.58, 0.2, 0.8],
};

/** A shape as it is to be drawn, in pixels; `angle` in radians. */
export interface PlacedShape {
  readonly shape: ShapeAttributes['shape'];
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly angle: number;
  readonly paint: readonly number[];
}

/** Lays one shape over a square picture `[side, side, 3]`; a pixel on its edge is mixed by how much of it the shape covers. */
export function paintShape(
  pixels: Float32Array,
  side: number,
  { shape, x, y, radius, angle, paint }: PlacedShape,
): void {
  const outline = OUTLINES[shape];
  const [cos, sin] = [Math.cos(angle) / radius, Math.sin(angle) / radius];
  const reach = 1.35 * radius + 1;
  for (let row = Math.max(0, Math.floor(y - reach)); row < Math.min(side, y + reach); row++)
    for (let column = Math.max(0, Math.floor(x - reach)); column < Math.min(side, x + reach); column++) {
      const dx = column + 0.5 - x;
      const dy = row + 0.5 - y;
      const covered = clamp(0.5 - radius * outline(cos * dx + sin * dy, cos * dy - sin * dx), 0, 1);
      if (covered === 0) continue;
      const pixel = 3 * (row * side + column);
      for (let channel = 0; channel < 3; channel++)
        pixels[pixel + channel] = (1 - covered) * (pixels[pixel + channel] ?? 0) + covered * (paint[channel] ?? 0);
    }
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

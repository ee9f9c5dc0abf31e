import { PAINT } from '../shapes/paint';
import type { Colour } from './caption';

/** Height and width of a chart in pixels. */
export const SIDE = 32;

/** Red, green and blue, 0 … 1. */
export type Paint = readonly number[];

/** A chart while it is drawn: `[SIDE, SIDE, 3]`. */
export type Pixels = Float32Array;

/** The paint of a colour, a little off by chance. */
export const paintOf = (colour: Colour, stray: () => number): Paint =>
  PAINT[colour].map((channel) => clamp(channel + stray(), 0, 1));

/** What is painted: how much of a pixel it covers, 0 … 1, told for the pixel’s middle, and the box outside which it covers nothing. */
export interface Painted {
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  covers(x: number, y: number): number;
}

/** Lays paint over every pixel by how much of it is covered. */
export function cover(pixels: Pixels, paint: Paint, { box: [left, top, right, bottom], covers }: Painted): void {
  for (let row = Math.max(0, Math.floor(top)); row < Math.min(SIDE, bottom); row++)
    for (let column = Math.max(0, Math.floor(left)); column < Math.min(SIDE, right); column++) {
      const share = covers(column + 0.5, row + 0.5);
      if (share <= 0) continue;
      const pixel = 3 * (row * SIDE + column);
      for (let channel = 0; channel < 3; channel++)
        pixels[pixel + channel] = (1 - share) * (pixels[pixel + channel] ?? 0) + share * (paint[channel] ?? 0);
    }
}

/** A rectangle; what it covers is told exactly. */
export const rectangle = (left: number, top: number, right: number, bottom: number): Painted => ({
  box: [left, top, right, bottom],
  covers: (x, y) => overlap(x, left, right) * overlap(y, top, bottom),
});

const overlap = (at: number, low: number, high: number) =>
  clamp(Math.min(high, at + 0.5) - Math.max(low, at - 0.5), 0, 1);

/** A disc; what it covers is told by the distance to its edge. */
export const disc = (middleX: number, middleY: number, radius: number): Painted => ({
  box: around([middleX], [middleY], radius + 0.5),
  covers: (x, y) => clamp(radius + 0.5 - Math.hypot(x - middleX, y - middleY), 0, 1),
});

/** A straight line of a width. */
export function stroke(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  width: number,
): Painted {
  const [ex, ey] = [bx - ax, by - ay];
  return {
    box: around([ax, bx], [ay, by], width / 2 + 0.5),
    covers(x, y) {
      const t = clamp(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey), 0, 1);
      return clamp(width / 2 + 0.5 - Math.hypot(x - ax - t * ex, y - ay - t * ey), 0, 1);
    },
  };
}

/** The box of pixels whose middle is nearer than `reach` to what lies between these places. */
const around = (xs: readonly number[], ys: readonly number[], reach: number): Painted['box'] => [
  Math.min(...xs) - reach - 0.5,
  Math.min(...ys) - reach - 0.5,
  Math.max(...xs) + reach + 0.5,
  Math.max(...ys) + reach + 0.5,
];

export const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

import type { Random } from '../../random';
import type { Colour, RowChart } from './caption';
import { clamp, cover, disc, type Paint, type Pixels, paintOf, rectangle, SIDE, stroke } from './paint';
import { spread } from './values';

/** The axes of bars and lines: where they stand, and how dark they are. */
const [LEFT, BOTTOM, GREY] = [2, 29, 0.55];
/** How high bars and points are above the axis, in pixels, and by how much the tallest and the lowest differ from the next. */
const HEIGHTS = { low: 3.5, high: 25.5, apart: 4 };

/** How strongly a line is painted between its points, which are of the full colour. */
const PALE = 0.4;

/** Bars, or points with a pale line through them, as high as their ranks say. */
export function drawRow(
  pixels: Pixels,
  {
    kind,
    colour,
    ranks,
  }: { readonly kind: RowChart['kind']; readonly colour: Colour; readonly ranks: readonly number[] },
  random: Random,
): void {
  fillPaper(pixels, random);
  const grey = [GREY, GREY, GREY];
  cover(pixels, grey, rectangle(LEFT - 1, 2, LEFT, BOTTOM + 1));
  cover(pixels, grey, rectangle(LEFT - 1, BOTTOM, SIDE - 1, BOTTOM + 1));
  const paint = paintOf(colour, () => 0.03 * random.normal());
  const heights = spread(ranks, HEIGHTS, random);
  const step = (SIDE - 2 - LEFT) / ranks.length;
  const at = (index: number) => LEFT + 0.5 + step * (index + 0.5);
  if (kind === 'bar') {
    // Two bars are at least two pixels apart.
    const half = clamp(step * (0.24 + 0.1 * random.next()), 1.2, step / 2 - 1);
    for (const [index, height] of heights.entries())
      cover(pixels, paint, rectangle(at(index) - half, BOTTOM - height, at(index) + half, BOTTOM));
    return;
  }
  const points = heights.map((height, index): readonly [number, number] => [at(index), BOTTOM - height]);
  const pale = paint.map((channel) => 1 - PALE * (1 - channel));
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next) cover(pixels, pale, stroke(point, next, 0.8));
  }
  const radius = 1.6 + 0.3 * random.next();
  for (const [x, y] of points) cover(pixels, paint, disc(x, y, radius));
}

/** A slice of a pie: its share of the whole, 0 … 1. */
export interface Slice {
  readonly share: number;
  readonly colour: Colour;
}

/** Slices as one is advised to draw them: clockwise from the top, the largest first, with a little paper between each two. */
export function drawPie(pixels: Pixels, slices: readonly Slice[], random: Random): void {
  fillPaper(pixels, random);
  const middle = () => SIDE / 2 + 1.4 * (random.next() - 0.5);
  const [middleX, middleY] = [middle(), middle()];
  const round = disc(middleX, middleY, 12.6 + random.next());
  let from = -Math.PI / 2;
  for (const { share, colour } of [...slices].sort((a, b) => b.share - a.share)) {
    const paint: Paint = paintOf(colour, () => 0.03 * random.normal());
    const half = Math.PI * share;
    // Its middle, as a direction, and its edges, which are half an angle from it.
    const [alongX, alongY] = [Math.cos(from + half), Math.sin(from + half)];
    const [cos, sin] = [Math.cos(half), Math.sin(half)];
    from += 2 * half;
    cover(pixels, paint, {
      box: round.box,
      covers(x, y) {
        const [dx, dy] = [x - middleX, y - middleY];
        // How far inside the nearer edge a pixel lies; half a pixel of paper is left there.
        const inside = sin * (alongX * dx + alongY * dy) - cos * Math.abs(alongX * dy - alongY * dx);
        return inside <= 0 ? 0 : round.covers(x, y) * Math.min(1, inside);
      },
    });
  }
}

/** Paper, nearly white. */
const fillPaper = (pixels: Pixels, random: Random): void => void pixels.fill(1 - 0.06 * random.next());

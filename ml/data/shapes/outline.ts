import type { ShapeAttributes } from './caption';

/** Signed distance from a shape of radius 1 about (0, 0), y downwards: negative inside. None reaches further than 1.35. */
export type Outline = (x: number, y: number) => number;

/** The corners of a star with `points` tips, or of a regular polygon when `inner` is its own radius; the first points up. */
const star = (points: number, inner: number): [number, number][] =>
  Array.from({ length: 2 * points }, (_, index) => {
    const angle = (Math.PI * index) / points - Math.PI / 2;
    const radius = index % 2 === 0 ? 1 : inner;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });

/** All fill their circle about as much as each other, so that “small” means the same for each. */
export const OUTLINES: Readonly<Record<ShapeAttributes['shape'], Outline>> = {
  circle: (x, y) => Math.sqrt(x * x + y * y) - 0.95,
  ring: (x, y) => Math.abs(Math.sqrt(x * x + y * y) - 0.75) - 0.25,
  square: polygon([
    [-0.82, -0.82],
    [0.82, -0.82],
    [0.82, 0.82],
    [-0.82, 0.82],
  ]),
  triangle: polygon([
    [0, -1],
    [1.05, 0.8],
    [-1.05, 0.8],
  ]),
  star: polygon(star(5, 0.42).map(([x, y]) => [1.12 * x, 1.12 * y])),
  cross: polygon([
    [-0.33, -1],
    [0.33, -1],
    [0.33, -0.33],
    [1, -0.33],
    [1, 0.33],
    [0.33, 0.33],
    [0.33, 1],
    [-0.33, 1],
    [-0.33, 0.33],
    [-1, 0.33],
    [-1, -0.33],
    [-0.33, -0.33],
  ]),
};

/** Distance to the nearest edge; inside when a ray crosses an odd number of edges. */
function polygon(corners: readonly (readonly [number, number])[]): Outline {
  // Each edge as where it begins, where it leads, and 1 / length²: this runs for every pixel.
  const edges = Float64Array.from(
    corners.flatMap(([ax, ay], index) => {
      const [bx, by] = corners[(index + 1) % corners.length] ?? [ax, ay];
      const [ex, ey] = [bx - ax, by - ay];
      return [ax, ay, ex, ey, 1 / (ex * ex + ey * ey)];
    }),
  );
  return (x, y) => {
    let nearest = Infinity;
    let inside = false;
    for (let at = 0; at < edges.length; at += 5) {
      const ex = edges[at + 2] ?? 0;
      const ey = edges[at + 3] ?? 0;
      const px = x - (edges[at] ?? 0);
      const py = y - (edges[at + 1] ?? 0);
      const t = Math.min(1, Math.max(0, (px * ex + py * ey) * (edges[at + 4] ?? 0)));
      const dx = px - t * ex;
      const dy = py - t * ey;
      nearest = Math.min(nearest, dx * dx + dy * dy);
      if (py < 0 !== py < ey && px < (ex * py) / ey) inside = !inside;
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest);
  };
}

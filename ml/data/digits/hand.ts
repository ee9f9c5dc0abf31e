import type { Random } from '../../random';
import { type PenPoint, SKELETONS, type Skeleton } from './skeletons';

/** A line that the pen drew: points and the pen's radius at each, three numbers a point (x, y, radius), in pixels. */
export type InkLine = Float64Array;

export interface HandOptions {
  /** How far handwriting strays from its skeleton: 0 never, 1 as people do. */
  readonly variation: number;
  /** Mean radius of the pen in pixels of a 28 × 28 image. */
  readonly penRadius: number;
  /** Mean lean to the right, as sideways shift per height. */
  readonly slant: number;
}

/**
 * Writes a digit by hand: one of its skeletons, its points and its whole plane bent at random, leaned, turned and stretched, then fitted
 * into `box` × `box` pixels with its ink centred in `size` × `size`, as MNIST's digits are (LeCun et al. 1998).
 */
export function writeDigit(digit: number, options: HandOptions, random: Random, size: number, box: number): InkLine[] {
  const { variation } = options;
  const skeleton = choose(SKELETONS[digit] ?? [], random);
  const bend = bendPlane(variation, random);
  const wander = 3 * variation;
  const lines = skeleton.strokes.map((stroke) =>
    spline(
      stroke.map(({ x, y, corner }) => {
        const [bentX, bentY] = bend(x, y);
        return { x: bentX + wander * random.normal(), y: bentY + wander * random.normal(), corner };
      }),
    ),
  );
  transform(lines, options, random);
  const radius = (size / 28) * clamp(options.penRadius * Math.exp(0.26 * variation * random.normal()), 0.6, 2.6);
  place(lines, size, box, 1.2 * radius + size / 28, variation, random);
  return lines.map((line) => withPressure(line, radius, variation, random));
}

function choose(ways: readonly Skeleton[], random: Random): Skeleton {
  let left = random.next() * ways.reduce((sum, { weight }) => sum + weight, 0);
  for (const way of ways) {
    left -= way.weight;
    if (left < 0) return way;
  }
  return ways[ways.length - 1] ?? { weight: 1, strokes: [] };
}

/** A smooth bend of the whole plane, two slow waves each way, so that neighbouring strokes move together as a hand moves them. */
function bendPlane(variation: number, random: Random): (x: number, y: number) => [number, number] {
  const wave = () => {
    const size = 4.5 * variation * random.normal();
    const phase = 2 * Math.PI * random.next();
    const direction = 2 * Math.PI * random.next();
    const frequency = (0.5 + random.next()) * ((2 * Math.PI) / 100);
    const [alongX, alongY] = [frequency * Math.cos(direction), frequency * Math.sin(direction)];
    return (x: number, y: number) => size * Math.sin(alongX * x + alongY * y + phase);
  };
  const [x1, x2, y1, y2] = [wave(), wave(), wave(), wave()];
  return (x, y) => [x + x1(x, y) + x2(x, y), y + y1(x, y) + y2(x, y)];
}

/** Points of a stroke joined by a centripetal Catmull–Rom spline (Yuksel et al. 2011), which makes no loops of its own; x, y in turn. */
function spline(points: readonly PenPoint[]): number[] {
  const line: number[] = [];
  for (let index = 0; index + 1 < points.length; index++) {
    const p1 = points[index] ?? ORIGIN;
    const p2 = points[index + 1] ?? ORIGIN;
    const p0 = (!p1.corner && points[index - 1]) || mirrored(p1, p2);
    const p3 = (!p2.corner && points[index + 2]) || mirrored(p2, p1);
    const [d1, d2, d3] = [knot(p0, p1), knot(p1, p2), knot(p2, p3)];
    const steps = Math.max(2, Math.ceil(Math.hypot(p2.x - p1.x, p2.y - p1.y) / 5));
    for (let step = index === 0 ? 0 : 1; step <= steps; step++) {
      const t = step / steps;
      line.push(between(p0.x, p1.x, p2.x, p3.x, d1, d2, d3, t), between(p0.y, p1.y, p2.y, p3.y, d1, d2, d3, t));
    }
  }
  return line;
}

const ORIGIN: PenPoint = { x: 0, y: 0, corner: false };
const mirrored = (at: PenPoint, other: PenPoint) => ({ x: 2 * at.x - other.x, y: 2 * at.y - other.y });
const knot = (a: { x: number; y: number }, b: { x: number; y: number }) =>
  Math.max(1e-3, Math.sqrt(Math.hypot(b.x - a.x, b.y - a.y)));

/** Cubic Hermite between b and c with the tangents of the spline through a, b, c, d whose knots are d1, d2, d3 apart. */
function between(a: number, b: number, c: number, d: number, d1: number, d2: number, d3: number, t: number): number {
  const leaving = d2 * ((b - a) / d1 - (c - a) / (d1 + d2) + (c - b) / d2);
  const arriving = d2 * ((c - b) / d2 - (d - b) / (d2 + d3) + (d - c) / d3);
  const [t2, t3] = [t * t, t * t * t];
  return (2 * t3 - 3 * t2 + 1) * b + (t3 - 2 * t2 + t) * leaving + (3 * t2 - 2 * t3) * c + (t3 - t2) * arriving;
}

/** Lean, width and turn of the whole digit, about the middle of the grid. */
function transform(lines: readonly number[][], { variation, slant }: HandOptions, random: Random): void {
  const lean = slant + 0.2 * variation * random.normal();
  const width = Math.exp(0.14 * variation * random.normal());
  const angle = 0.09 * variation * random.normal();
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const line of lines)
    for (let at = 0; at < line.length; at += 2) {
      const y = (line[at + 1] ?? 0) - 50;
      const x = width * ((line[at] ?? 0) - 32) - lean * y;
      line[at] = cos * x - sin * y;
      line[at + 1] = sin * x + cos * y;
    }
}

/** Scales the lines into the box, a little smaller at random, and moves the middle of their ink to the middle of the image, nearly. */
function place(
  lines: readonly number[][],
  size: number,
  box: number,
  margin: number,
  variation: number,
  random: Random,
): void {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [length, sumX, sumY] = [0, 0, 0];
  for (const line of lines)
    for (let at = 0; at < line.length; at += 2) {
      const [x = 0, y = 0] = [line[at], line[at + 1]];
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      if (at === 0) continue;
      const [beforeX = 0, beforeY = 0] = [line[at - 2], line[at - 1]];
      const piece = Math.hypot(x - beforeX, y - beforeY);
      length += piece;
      sumX += (piece * (x + beforeX)) / 2;
      sumY += (piece * (y + beforeY)) / 2;
    }
  const scale = (box / Math.max(right - left, bottom - top, 1)) * (1 - 0.08 * variation * random.next());
  const move = (sum: number, low: number, high: number) =>
    // The whole of it stays inside the image, whatever the middle of the ink says.
    clamp(
      size / 2 - (scale * sum) / Math.max(length, 1e-9) + (size / 28) * 0.5 * variation * random.normal(),
      margin - scale * low,
      size - margin - scale * high,
    );
  const [moveX, moveY] = [move(sumX, left, right), move(sumY, top, bottom)];
  for (const line of lines)
    for (let at = 0; at < line.length; at += 2) {
      line[at] = scale * (line[at] ?? 0) + moveX;
      line[at + 1] = scale * (line[at + 1] ?? 0) + moveY;
    }
}

/** The pen presses harder and softer along a stroke, and leaves the paper thin. */
function withPressure(line: readonly number[], radius: number, variation: number, random: Random): InkLine {
  const count = line.length / 2;
  const [depth, phase, waves] = [
    0.16 * variation * random.next(),
    2 * Math.PI * random.next(),
    0.5 + 1.5 * random.next(),
  ];
  const taper = 0.35 * variation * random.next();
  const ink = new Float64Array(3 * count);
  for (let index = 0; index < count; index++) {
    const t = index / Math.max(1, count - 1);
    ink[3 * index] = line[2 * index] ?? 0;
    ink[3 * index + 1] = line[2 * index + 1] ?? 0;
    const pressure = 1 + depth * Math.sin(2 * Math.PI * waves * t + phase) - taper * clamp((t - 0.75) / 0.25, 0, 1);
    ink[3 * index + 2] = radius * pressure;
  }
  return ink;
}

const clamp = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));

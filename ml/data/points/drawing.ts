import type { Arrays } from '../../arrays';
import { createRandom } from '../../random';
import { DataError } from '../error';
import { makePoints, type PointOptions } from './make';

/** A stroke of a drawing: the points that it passes, joined by straight lines. */
export type Stroke = readonly (readonly [x: number, y: number])[];

/**
 * Points evenly along the strokes of a drawing, each moved by `jitter` (a standard deviation); labelled by stroke when there is more than one.
 * A long stroke has more points than a short one; when no stroke has any length, each point that was drawn has as many as any other.
 * @throws DataError `data.drawing.empty`, `data.drawing.broken`
 */
export function pointsFromDrawing(
  strokes: readonly Stroke[],
  { count, seed, jitter = 0.02 }: PointOptions & { readonly jitter?: number },
): Arrays {
  const pieces = piecesOf(strokes);
  const total = pieces.at(-1)?.until ?? 0;
  const random = createRandom(seed).split('drawing');
  const labels: number[] = [];
  const points = makePoints(count, null, random, () => {
    const { stroke, from, to, length } = findPiece(pieces, total * random.next());
    const t = length === 0 ? 0 : random.next();
    labels.push(stroke);
    return [
      from[0] + t * (to[0] - from[0]) + jitter * random.normal(),
      from[1] + t * (to[1] - from[1]) + jitter * random.normal(),
    ];
  });
  if (strokes.length < 2) return points;
  return { ...points, labels: Int32Array.from(labels), classes: strokes.map((_, index) => `stroke ${index + 1}`) };
}

interface Piece {
  readonly stroke: number;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly length: number;
  /** Weight of all pieces so far, this one among them. */
  readonly until: number;
}

function piecesOf(strokes: readonly Stroke[]): Piece[] {
  const pairs = strokes.flatMap((points, stroke) =>
    points.map((to, index) => {
      const from = points[index - 1] ?? to;
      return { stroke, from, to, length: Math.hypot(to[0] - from[0], to[1] - from[1]) };
    }),
  );
  if (pairs.length === 0)
    throw new DataError(
      'data.drawing.empty',
      'Nothing has been drawn yet.',
      'There are no strokes.',
      'Draw a line or a few.',
    );
  const broken = pairs.find(({ length }) => !Number.isFinite(length));
  if (broken)
    throw new DataError(
      'data.drawing.broken',
      `Stroke ${broken.stroke + 1} of the drawing cannot be used.`,
      'One of its points has no finite place.',
      'Draw that stroke again.',
    );
  const dots = pairs.every(({ length }) => length === 0);
  let until = 0;
  return pairs.map((pair) => {
    until += dots ? 1 : pair.length;
    return { ...pair, until };
  });
}

/** The first piece that reaches beyond a place, by halving. */
function findPiece(pieces: readonly Piece[], place: number): Piece {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.until ?? 0) > place) high = middle;
    else low = middle + 1;
  }
  return pieces[low] ?? { stroke: 0, from: [0, 0], to: [0, 0], length: 0, until: 0 };
}

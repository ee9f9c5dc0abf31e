import { DRAWING_LIMITS, GenloomError, isClip, isGrid, type Strokes } from '@/graph';
import { sizeOf } from '@/ml/network';
import { BRUSH } from './node';

/** Which numbers of an example are kept: 1 where it is, and 0 where it is made anew. */
export interface Mask {
  /** As many axes as an example has: those that it is the same along are 1. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Hole = 'painted' | 'middle' | 'left' | 'right' | 'top' | 'bottom' | 'after';

/** The mask of a hole in examples of this shape. @throws GenloomError where there is no such hole in them, or nothing was painted */
export function maskOf(hole: Hole, painting: Strokes, shape: readonly number[], given: number | null = null): Mask {
  if (hole === 'after') return afterMask(given, shape);
  if (isClip(shape)) return clipMask(hole, painting, shape);
  if (shape.length !== 3) return rowMask(hole, shape);
  return imageMask(hole, painting, shape);
}

function imageMask(hole: Exclude<Hole, 'after'>, painting: Strokes, shape: readonly number[]): Mask {
  const [height = 1, width = 1] = shape;
  const inHole = hole === 'painted' ? painted(painting) : RECTANGLES[hole];
  // The middle of each pixel, 0 … 1 across and down.
  const data = Float32Array.from({ length: height * width }, (_, at) =>
    inHole(((at % width) + 0.5) / width, (Math.floor(at / width) + 0.5) / height) ? 0 : 1,
  );
  return { shape: [height, width, 1], data };
}

type Inside = (x: number, y: number) => boolean;

const RECTANGLES: Readonly<Record<Exclude<Hole, 'painted' | 'after'>, Inside>> = {
  middle: (x, y) => Math.abs(x - 0.5) < 0.25 && Math.abs(y - 0.5) < 0.25,
  left: (x) => x < 0.5,
  right: (x) => x > 0.5,
  top: (_, y) => y < 0.5,
  bottom: (_, y) => y > 0.5,
};

/** The same part of every frame of clips `[frames, height, width, channels]`. */
function clipMask(hole: Exclude<Hole, 'after'>, painting: Strokes, shape: readonly number[]): Mask {
  const { shape: picture, data } = imageMask(hole, painting, shape.slice(1));
  return { shape: [1, ...picture], data };
}

/** All frames after those given, or after the first half, of clips or of the codes of their frames. */
function afterMask(given: number | null, shape: readonly number[]): Mask {
  const [frames = 1] = shape;
  if (shape.length !== 4 || isGrid(shape))
    throw new GenloomError({
      code: 'generate.no-such-hole',
      title: 'Only clips have first frames that can go on.',
      fix: 'Choose another part, or connect clips and a model of clips.',
    });
  const kept = given ?? Math.ceil(frames / 2);
  if (kept >= frames)
    throw new GenloomError({
      code: 'generate.all-frames',
      title: `Clips of ${frames} frames were to go on after ${kept}, and there is nothing left to make.`,
      fix: `Set “Frames given” to 1 … ${frames - 1}, or leave it empty for half of them.`,
    });
  const data = Float32Array.from({ length: frames }, (_, frame) => (frame < kept ? 1 : 0));
  return { shape: [frames, 1, 1, 1], data };
}

/** The first or the second half of a row's numbers. */
function rowMask(hole: Hole, shape: readonly number[]): Mask {
  if (hole !== 'left' && hole !== 'right')
    throw new GenloomError({
      code: 'generate.no-such-hole',
      title: 'Only images have a middle, or can be painted over.',
      fix: 'Choose “make the right half anew”: of a point that is how far up it lies.',
    });
  const size = sizeOf(shape);
  const half = Math.ceil(size / 2);
  const data = Float32Array.from({ length: size }, (_, at) => (at < half === (hole === 'left') ? 0 : 1));
  return { shape, data };
}

/** What lies under the brush. */
function painted(strokes: Strokes): Inside {
  const lines = strokes.flatMap((places) =>
    places.map((to, at) => {
      const from = places[at - 1] ?? to;
      return [from, to] as const;
    }),
  );
  if (lines.length === 0)
    throw new GenloomError({
      code: 'generate.no-mask',
      title: 'Nothing has been painted over yet.',
      fix: 'Paint in the inspector over what is to be made anew.',
    });
  const { reach } = DRAWING_LIMITS;
  const within = (BRUSH / 2) ** 2;
  return (across, down) => {
    const [x, y] = [(2 * across - 1) * reach, (1 - 2 * down) * reach];
    return lines.some(([from, to]) => squaredDistance(x, y, from, to) <= within);
  };
}

/** From a place to the nearest one of a line. */
function squaredDistance(
  x: number,
  y: number,
  [fromX, fromY]: Strokes[number][number],
  [toX, toY]: Strokes[number][number],
): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length)) : 0;
  return (x - fromX - along * dx) ** 2 + (y - fromY - along * dy) ** 2;
}

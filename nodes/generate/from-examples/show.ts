import { type Examples, examplesView, isClip, madeView, type View } from '@/graph';
import { byTurns } from '@/ml/arrays';
import type { Mask } from './mask';

/** Rows of images or clips that are shown: each begins with the example, its hole in grey, and goes on with its versions. */
const ROWS = 12;
const GREY = 0.5;

/** What was made beside what it was made from; points lie over those that were given. */
export function besideView(given: Examples, made: Examples, mask: Mask | null, versions: number): View {
  const from = made.count / versions;
  const caption = `${versions} version${versions === 1 ? '' : 's'} of ${from === 1 ? 'one example' : `each of ${from} examples`}`;
  if (made.shape.length !== 3 && !isClip(made.shape)) {
    const over = madeView(made, given);
    return over ? { ...over, caption } : examplesView(made, caption);
  }
  const size = made.data.length / made.count;
  const rows = Math.min(ROWS, from);
  const across = 1 + versions;
  const begun = { shape: made.shape, data: withHoles(given.data.subarray(0, rows * size), mask, made.shape) };
  const data = byTurns(rows, [begun, 1], [made, versions]);
  return examplesView(
    { shape: made.shape, count: rows * across, data },
    `${caption}, which stand${from === 1 ? 's' : ''} on the left`,
    across,
  );
}

/** Images or clips of this shape whose holes are grey. */
function withHoles(images: Float32Array, mask: Mask | null, shape: readonly number[]): Float32Array {
  if (!mask) return images;
  // Along the last axes the mask is the same: the channels of a pixel, or all of a frame.
  const last = mask.shape.findLastIndex((length) => length > 1);
  const alike = shape.slice(last + 1).reduce((product, length) => product * length, 1);
  return images.map((value, at) => ((mask.data[Math.floor(at / alike) % mask.data.length] ?? 1) > 0 ? value : GREY));
}

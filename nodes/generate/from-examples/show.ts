import { type Examples, examplesView, madeView, type View } from '@/graph';
import type { Mask } from './mask';

/** Rows of images that are shown: each begins with the example, its hole in grey, and goes on with its versions. */
const ROWS = 12;
const GREY = 0.5;

/** What was made beside what it was made from; points lie over those that were given. */
export function besideView(given: Examples, made: Examples, mask: Mask | null, versions: number): View {
  const from = made.count / versions;
  const caption = `${versions} version${versions === 1 ? '' : 's'} of ${from === 1 ? 'one example' : `each of ${from} examples`}`;
  if (made.shape.length !== 3) {
    const over = madeView(made, given);
    return over ? { ...over, caption } : examplesView(made, caption);
  }
  const size = made.data.length / made.count;
  const rows = Math.min(ROWS, from);
  const across = 1 + versions;
  const data = new Float32Array(rows * across * size);
  for (let row = 0; row < rows; row++) {
    data.set(withHole(given.data.subarray(row * size, (row + 1) * size), mask), row * across * size);
    data.set(made.data.subarray(row * versions * size, (row + 1) * versions * size), (row * across + 1) * size);
  }
  return examplesView(
    { shape: made.shape, count: rows * across, data },
    `${caption}, which stand${from === 1 ? 's' : ''} on the left`,
    across,
  );
}

/** An image whose hole is grey; the channels of a pixel follow each other. */
function withHole(image: Float32Array, mask: Mask | null): Float32Array {
  if (!mask) return image;
  const channels = image.length / mask.data.length;
  return image.map((value, at) => ((mask.data[Math.floor(at / channels)] ?? 1) > 0 ? value : GREY));
}

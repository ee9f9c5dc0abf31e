import type { Arrays } from '../../arrays';
import { toGreyscale } from './colour';
import { resizeImages } from './resize';

/** 64 bits in two words for each image. Images that look alike differ in few of them. */
export type ImageHashes = Uint32Array;

/**
 * dHash (Krawetz 2013): the grey image shrunk to 9 × 8, one bit for each two neighbours in a row: whether it gets brighter to the right.
 * @throws DataError `data.images.shape`
 */
export function differenceHash(images: Arrays): ImageHashes {
  const small = resizeImages(toGreyscale(images), { height: 8, width: 9 });
  return hashBits(images.count, (image, bit) => {
    const at = image * 72 + 9 * (bit >> 3) + (bit & 7);
    return (small.data[at + 1] ?? 0) > (small.data[at] ?? 0) + TIE;
  });
}

/**
 * pHash (Zauner 2010): the 8 × 8 slowest waves of the grey image shrunk to 32 × 32 (DCT-II, the mean with its row and column left out), one bit
 * each: whether it is above their median. @throws DataError `data.images.shape`
 */
export function perceptualHash(images: Arrays): ImageHashes {
  const small = resizeImages(toGreyscale(images), { height: 32, width: 32 });
  const rows = new Float64Array(32 * 8);
  const found = new Float64Array(images.count * 64);
  const medians = new Float64Array(images.count);
  for (let image = 0; image < images.count; image++) {
    const own = found.subarray(image * 64, (image + 1) * 64);
    for (let row = 0; row < 32; row++)
      for (let x = 0; x < 8; x++) rows[row * 8 + x] = along(x, small.data, image * 1024 + row * 32, 1);
    for (let y = 0; y < 8; y++) for (let x = 0; x < 8; x++) own[y * 8 + x] = along(y, rows, x, 8);
    const sorted = own.slice().sort();
    medians[image] = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  }
  return hashBits(images.count, (image, bit) => (found[image * 64 + bit] ?? 0) > (medians[image] ?? 0) + TIE);
}

/** The slowest waves over 32 pixels, without the one that does not move: wave × 32 + pixel. */
const WAVES = Float64Array.from({ length: 8 * 32 }, (_, at) =>
  Math.cos((Math.PI / 32) * (Math.floor(at / 32) + 1) * ((at % 32) + 0.5)),
);

/** How much of a wave is in 32 values that stand `stride` apart. */
function along(wave: number, values: Float32Array | Float64Array, from: number, stride: number): number {
  let sum = 0;
  for (let at = 0; at < 32; at++) sum += (WAVES[wave * 32 + at] ?? 0) * (values[from + at * stride] ?? 0);
  return sum;
}

/** Less than this is rounding. */
const TIE = 1e-6;

function hashBits(count: number, isSet: (image: number, bit: number) => boolean): ImageHashes {
  const hashes = new Uint32Array(2 * count);
  for (let image = 0; image < count; image++)
    for (let bit = 0; bit < 64; bit++)
      if (isSet(image, bit)) {
        const word = 2 * image + (bit >> 5);
        hashes[word] = (hashes[word] ?? 0) | (1 << (bit & 31));
      }
  return hashes;
}

/** In how many of their 64 bits two images' hashes differ. */
export function hashDistance(hashes: ImageHashes, a: number, b: number): number {
  return ones((hashes[2 * a] ?? 0) ^ (hashes[2 * b] ?? 0)) + ones((hashes[2 * a + 1] ?? 0) ^ (hashes[2 * b + 1] ?? 0));
}

function ones(word: number): number {
  let left = word - ((word >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

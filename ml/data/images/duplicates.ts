import type { Arrays } from '../../arrays';
import { createBreath } from '../../training/breath';
import { toGreyscale } from './colour';
import { differenceHash, hashDistance, type ImageHashes, perceptualHash } from './hash';
import { resizeImages } from './resize';
import { imageShape } from './shape';

export interface NearDuplicateOptions {
  readonly method?: 'difference' | 'perceptual';
  /** Most bits of 64 in which two hashes may differ, 0 to 15. */
  readonly bits?: number;
  /**
   * Greatest difference of two images, pixel by pixel, as a share of what both differ from their own means: 0 for the same, about ½ for two
   * that have nothing in common. Hashes see little of digits and icons, so what they find is looked at again.
   */
  readonly difference?: number;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/** An image that was left out, and the one that stands for it. */
export interface NearDuplicate {
  readonly kept: number;
  readonly removed: number;
  readonly bits: number;
  readonly difference: number;
}

export interface NearDuplicates {
  /** The first of each kind of image, in order. */
  readonly kept: readonly number[];
  readonly pairs: readonly NearDuplicate[];
}

/** Finds images that hardly differ from an earlier one that is kept. @throws DataError `data.images.shape` */
export async function findNearDuplicates(
  images: Arrays,
  { method = 'difference', bits = 5, difference = 0.06, breathe }: NearDuplicateOptions = {},
): Promise<NearDuplicates> {
  const { height, width } = imageShape(images);
  const most = Math.min(15, Math.max(0, Math.floor(bits)));
  const hashes = method === 'difference' ? differenceHash(images) : perceptualHash(images);
  const spreads = spreadsOf(images);
  // Two images differ by no less than their 4 × 4 cells' mean brightness does, which is quickly seen.
  const cells = resizeImages(toGreyscale(images), { height: 4, width: 4 }).data;
  // Two hashes that differ in `most` bits are the same in one of `most + 1` parts at least.
  const parts = Array.from({ length: most + 1 }, () => new Map<number, number[]>());
  const looked = new Int32Array(images.count).fill(-1);
  const kept: number[] = [];
  const pairs: NearDuplicate[] = [];
  const breath = createBreath(breathe);
  for (let image = 0; image < images.count; image++) {
    if (image % 16 === 0) await breath();
    const alike = parts.map((held, part) => held.get(partOf(hashes, image, part, parts.length)) ?? []);
    const twin = findTwin(image, alike);
    if (twin) {
      pairs.push(twin);
      continue;
    }
    kept.push(image);
    for (const [part, held] of parts.entries()) {
      const same = alike[part] ?? [];
      same.push(image);
      if (same.length === 1) held.set(partOf(hashes, image, part, parts.length), same);
    }
  }
  return { kept, pairs };

  function findTwin(image: number, alike: readonly (readonly number[])[]): NearDuplicate | null {
    let best: NearDuplicate | null = null;
    for (const others of alike)
      for (const other of others) {
        if (looked[other] === image) continue;
        looked[other] = image;
        const apart = hashDistance(hashes, image, other);
        if (apart > most) continue;
        const spread = (spreads[image] ?? 0) + (spreads[other] ?? 0);
        if (((height * width) / 16) * cellsApart(cells, image, other) > difference * spread + 1e-3) continue;
        const differs = differenceOf(images, spread, image, other, best?.difference ?? difference);
        if (differs <= difference && (!best || differs < best.difference))
          best = { kept: other, removed: image, bits: apart, difference: differs };
      }
    return best;
  }
}

/** The bits of one of `parts` equal parts of a hash as a number. One part alone leaves out the last bits, which a double would not hold. */
function partOf(hashes: ImageHashes, image: number, part: number, parts: number): number {
  const from = Math.floor((64 * part) / parts);
  const until = Math.min(Math.floor((64 * (part + 1)) / parts), from + 52);
  let value = 0;
  for (let bit = from; bit < until; bit++)
    value = 2 * value + (((hashes[2 * image + (bit >> 5)] ?? 0) >>> (bit & 31)) & 1);
  return value;
}

/** Of each image, the sum of what its values differ from their mean. */
function spreadsOf({ data, count }: Arrays): Float64Array {
  const size = data.length / Math.max(1, count);
  return Float64Array.from({ length: count }, (_, image) => {
    let sum = 0;
    for (let at = image * size; at < (image + 1) * size; at++) sum += data[at] ?? 0;
    const mean = sum / size;
    let spread = 0;
    for (let at = image * size; at < (image + 1) * size; at++) spread += Math.abs((data[at] ?? 0) - mean);
    return spread;
  });
}

function cellsApart(cells: Float32Array, a: number, b: number): number {
  let sum = 0;
  for (let at = 0; at < 16; at++) sum += Math.abs((cells[16 * a + at] ?? 0) - (cells[16 * b + at] ?? 0));
  return sum;
}

/** As `NearDuplicateOptions.difference` says, or Infinity as soon as it must be more than `enough`. */
function differenceOf({ data, count }: Arrays, spread: number, a: number, b: number, enough: number): number {
  const size = data.length / count;
  let sum = 0;
  for (let at = 0; at < size; at++) {
    sum += Math.abs((data[a * size + at] ?? 0) - (data[b * size + at] ?? 0));
    if (sum > enough * spread) return Infinity;
  }
  return spread === 0 ? 0 : sum / spread;
}

import { GenloomError } from '@/graph';
import type { Arrays } from '@/ml/arrays';
import { imageHeader } from './header';

/** The most pixels of one image: a photograph of 40 megapixels, and no bomb of a few kilobytes that becomes gigabytes. */
const MOST_PIXELS = 40_000_000;

/** An image that cannot be read: it is skipped, and `why` is told, as in “its header is broken”. */
export class UnreadableImage extends Error {
  override readonly name = 'UnreadableImage';
}

/**
 * The pixels of a PNG, JPEG or WebP file as one image `[height, width, 3]`, 0…1; what is transparent is laid on white.
 * @throws UnreadableImage when it is damaged, GenloomError `images.no-decoder` where this host cannot read such files at all
 */
export async function decodeImage(bytes: Uint8Array): Promise<Arrays> {
  const header = imageHeader(bytes);
  if (!header) throw new UnreadableImage('it is no PNG, JPEG or WebP image');
  const { format, width, height } = header;
  if (width < 1 || height < 1) throw new UnreadableImage('it has no pixels');
  if (width * height > MOST_PIXELS)
    throw new UnreadableImage(`it has ${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels, too many`);
  if (hasBrowser()) return decodeHere(bytes, `image/${format.toLowerCase()}`);
  if (format !== 'PNG')
    throw new GenloomError({
      code: 'images.no-decoder',
      title: `${format} images are read in a browser only.`,
      detail: 'Outside of one, as on the command line, PNG images are.',
      fix: 'Turn them into PNG images, or run this in the browser.',
    });
  const { decodePng } = await import('./png');
  try {
    return onWhite(decodePng(bytes), width, height);
  } catch (error) {
    throw new UnreadableImage(error instanceof RangeError ? error.message : 'it is damaged');
  }
}

const hasBrowser = () => typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';

/** By the browser's own decoder, in a worker, with colours as the file has them, and turned as a camera was held. */
async function decodeHere(bytes: Uint8Array, type: string): Promise<Arrays> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type }), { colorSpaceConversion: 'none' });
  } catch {
    throw new UnreadableImage('it is damaged');
  }
  const { width, height } = bitmap;
  try {
    const drawn = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!drawn) throw new UnreadableImage('this browser could not draw it');
    drawn.drawImage(bitmap, 0, 0);
    return onWhite(drawn.getImageData(0, 0, width, height).data, width, height);
  } finally {
    bitmap.close();
  }
}

/** Four bytes a pixel as three numbers. */
function onWhite(rgba: ArrayLike<number>, width: number, height: number): Arrays {
  const data = new Float32Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const opacity = (rgba[4 * pixel + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel++)
      data[3 * pixel + channel] = 1 - opacity + (opacity * (rgba[4 * pixel + channel] ?? 0)) / 255;
  }
  return { shape: [height, width, 3], count: 1, data };
}

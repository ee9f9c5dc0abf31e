import type { Arrays } from '@/ml/arrays';
import { centreCrop, imageShape, resizeImages, toColour, toGreyscale } from '@/ml/data/images';

/** How images come to the shape that was asked for. */
export interface Fit {
  readonly size: number;
  readonly channels: 1 | 3;
  /** What becomes of images that are no squares. */
  readonly shape: 'crop' | 'stretch';
}

/** Images as squares of one size, grey or in colour: from the middle or stretched, each new pixel the mean of what it covers. */
export function fitImages(images: Arrays, { size, channels, shape }: Fit): Arrays {
  const { height, width } = imageShape(images);
  const side = Math.min(height, width);
  const square = height === width || shape === 'stretch' ? images : centreCrop(images, { height: side, width: side });
  const { height: high, width: wide } = imageShape(square);
  const coloured = channels === 1 ? toGreyscale(square) : toColour(square);
  if (high === size && wide === size) return coloured;
  return resizeImages(coloured, {
    height: size,
    width: size,
    method: high >= size && wide >= size ? 'area' : 'bilinear',
  });
}

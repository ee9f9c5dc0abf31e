import type { Arrays } from '../../arrays';
import { DataError } from '../error';

export interface ImageSize {
  readonly height: number;
  readonly width: number;
}

/** Height, width and channels of images. @throws DataError `data.images.shape` when these arrays are none */
export function imageShape({ shape }: Arrays): ImageSize & { readonly channels: number } {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length === 3 && height > 0 && width > 0 && channels > 0) return { height, width, channels };
  throw new DataError(
    'data.images.shape',
    'These are no images.',
    `An image has a height, a width and channels, and each of these is ${shape.join(' × ')}.`,
    'Connect images.',
  );
}

/** @throws DataError `data.images.size` for a size that no image can have */
export function refuseSize({ height, width }: ImageSize): void {
  const fits = (length: number) => Number.isInteger(length) && length >= 1 && length <= 4_096;
  if (fits(height) && fits(width)) return;
  throw new DataError(
    'data.images.size',
    `Images cannot be ${height} × ${width} pixels.`,
    'Height and width are whole numbers from 1 to 4,096.',
    'Set another size.',
  );
}

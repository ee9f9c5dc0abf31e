import type { Arrays } from '@/ml/arrays';
import { type Picture, psnr, ssim } from '@/ml/metrics/image-quality';

/** Equal images have no noise at all; they count as this, in decibels. */
const EQUAL = 60;

/** How alike two images are: pixel by pixel in decibels, and in structure. */
export const likeness = (one: Picture, other: Picture): { readonly psnr: number; readonly ssim: number } => ({
  psnr: Math.min(EQUAL, psnr(one, other)),
  ssim: ssim(one, other),
});

/** One of many images. */
export function pictureAt({ shape: [height = 1, width = 1, channels = 1], data }: Arrays, index: number): Picture {
  const size = height * width * channels;
  return { height, width, channels, data: data.subarray(index * size, (index + 1) * size) };
}

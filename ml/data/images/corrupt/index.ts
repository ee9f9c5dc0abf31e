import type { Arrays } from '../../../arrays';
import { createRandom, type Random } from '../../../random';
import { createBreath } from '../../../training/breath';
import { imageShape } from '../shape';
import { blur, motionBlur } from './blur';
import { compressAsJpeg } from './jpeg';
import { addGaussianNoise, addImpulseNoise } from './noise';
import { pixelate } from './pixelate';
import type { Pixels } from './pixels';
import { addFog, addSnow, brighten, lowerContrast } from './weather';

/** What can happen to an image. */
export const CORRUPTIONS = [
  'gaussian-noise',
  'impulse-noise',
  'blur',
  'motion-blur',
  'fog',
  'snow',
  'brightness',
  'contrast',
  'pixelate',
  'jpeg',
] as const;
export type Corruption = (typeof CORRUPTIONS)[number];

/** How bad it is, from hardly to be seen to hard to make out. */
export type Severity = 1 | 2 | 3 | 4 | 5;

export interface CorruptImagesOptions {
  readonly corruption: Corruption;
  readonly severity: Severity;
  readonly seed: number | string;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/**
 * Images of 0 … 1, grey or in colour, each corrupted for itself at one of five severities; labels and captions stay. The severities are those that
 * Hendrycks & Dietterich 2019 set for images of 32 pixels (CIFAR-10-C); lengths grow with the image. @throws DataError `data.images.shape`
 */
export async function corruptImages(
  images: Arrays,
  { corruption, severity, seed, breathe }: CorruptImagesOptions,
): Promise<Arrays> {
  const { height, width, channels } = imageShape(images);
  const size = height * width * channels;
  const random = createRandom(seed).split(`${corruption} ${severity}`);
  const data = images.data.slice(0, images.count * size);
  const breath = createBreath(breathe);
  for (let index = 0; index < images.count; index++) {
    await breath();
    const pixels: Pixels = { height, width, channels, data: data.subarray(index * size, (index + 1) * size) };
    CORRUPT[corruption](pixels, severity - 1, random.split(`image ${index}`));
    for (let at = 0; at < size; at++) pixels.data[at] = Math.min(1, Math.max(0, pixels.data[at] ?? 0));
  }
  return { ...images, data };
}

/** Each changes pixels in place, at step 0 … 4. */
const CORRUPT: Readonly<Record<Corruption, (pixels: Pixels, step: number, random: Random) => void>> = {
  'gaussian-noise': (pixels, step, random) => addGaussianNoise(pixels, at([0.04, 0.06, 0.08, 0.09, 0.1], step), random),
  'impulse-noise': (pixels, step, random) => addImpulseNoise(pixels, at([0.01, 0.02, 0.03, 0.05, 0.07], step), random),
  blur: (pixels, step) => blur(pixels, scaleOf(pixels) * at([0.4, 0.6, 0.7, 0.8, 1], step)),
  'motion-blur': (pixels, step, random) =>
    motionBlur(
      pixels,
      scaleOf(pixels) * at([6, 6, 6, 8, 9], step),
      scaleOf(pixels) * at([1, 1.5, 2, 2, 2.5], step),
      (random.next() - 0.5) * (Math.PI / 2),
    ),
  fog: (pixels, step, random) =>
    addFog(pixels, at([0.2, 0.5, 0.75, 1, 1.5], step), at([3, 3, 2.5, 2, 1.75], step), random),
  snow: (pixels, step, random) =>
    addSnow(
      pixels,
      {
        mean: at([0.1, 0.1, 0.15, 0.25, 0.3], step),
        deviation: at([0.2, 0.2, 0.3, 0.3, 0.3], step),
        flake: Math.max(1, scaleOf(pixels)) * at([1, 1, 1.75, 2.25, 1.25], step),
        least: at([0.6, 0.5, 0.55, 0.6, 0.65], step),
        radius: scaleOf(pixels) * at([8, 10, 10, 12, 14], step),
        sigma: scaleOf(pixels) * at([3, 4, 4, 6, 12], step),
        clear: at([0.95, 0.9, 0.9, 0.85, 0.8], step),
      },
      random,
    ),
  brightness: (pixels, step) => brighten(pixels, at([0.05, 0.1, 0.15, 0.2, 0.3], step)),
  contrast: (pixels, step) => lowerContrast(pixels, at([0.75, 0.5, 0.4, 0.3, 0.15], step)),
  pixelate: (pixels, step) => pixelate(pixels, at([0.95, 0.9, 0.85, 0.75, 0.65], step)),
  jpeg: (pixels, step) => compressAsJpeg(pixels, at([80, 65, 58, 50, 40], step)),
};

const at = (values: readonly number[], step: number): number => values[step] ?? 0;

/** How much larger an image is than those that the severities were set for. */
const scaleOf = ({ height, width }: Pixels): number => Math.min(height, width) / 32;

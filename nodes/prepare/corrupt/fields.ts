/** What can happen to images, by the names of `ml/data/images/corrupt`, which a contract does not load; a test holds both together. */
export const CORRUPTION_TITLES = {
  'gaussian-noise': 'grain',
  'impulse-noise': 'black and white dots',
  blur: 'blur',
  'motion-blur': 'a moving camera',
  fog: 'fog',
  snow: 'snow',
  brightness: 'too much light',
  contrast: 'little contrast',
  pixelate: 'coarse pixels',
  jpeg: 'JPEG at low quality',
} as const;

export type CorruptionName = keyof typeof CORRUPTION_TITLES;

export const CORRUPTION_NAMES = [
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
] as const satisfies readonly CorruptionName[];

/** What to say where examples are no images: while wires are drawn, and once more before work begins. */
export const NO_IMAGES = {
  code: 'prepare.no-images',
  title: 'These examples are no images.',
  fix: 'Connect images, for instance from “Images”.',
};

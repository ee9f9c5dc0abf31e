import type { Arrays } from '../../arrays';
import { imageShape } from './shape';

/** How bright red, green and blue look (ITU-R BT.601). */
export const LUMA = [0.299, 0.587, 0.114] as const;

/** Images of one channel: how bright each pixel looks. Those of one channel stay, a fourth channel is left out. @throws DataError `data.images.shape` */
export function toGreyscale(images: Arrays): Arrays {
  const { height, width, channels } = imageShape(images);
  if (channels === 1) return images;
  const data = new Float32Array(images.count * height * width);
  for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = brightness(images.data, pixel * channels, channels);
  return { ...images, shape: [height, width, 1], data };
}

/** Images of three channels: grey ones have the same in each, a fourth channel is left out. @throws DataError `data.images.shape` */
export function toColour(images: Arrays): Arrays {
  const { height, width, channels } = imageShape(images);
  if (channels === 3) return images;
  const data = new Float32Array(3 * images.count * height * width);
  for (let pixel = 0; pixel < data.length / 3; pixel++)
    for (let channel = 0; channel < 3; channel++)
      data[3 * pixel + channel] = images.data[pixel * channels + (channels < 3 ? 0 : channel)] ?? 0;
  return { ...images, shape: [height, width, 3], data };
}

/** How bright a pixel looks; of two channels, the first is grey and the second how opaque it is. */
export function brightness(data: Float32Array, at: number, channels: number): number {
  if (channels < 3) return data[at] ?? 0;
  return LUMA[0] * (data[at] ?? 0) + LUMA[1] * (data[at + 1] ?? 0) + LUMA[2] * (data[at + 2] ?? 0);
}

/** Values 0…1 as −1…1, as generators with a tanh at their end make them. */
export const toSigned = (images: Arrays): Arrays => ({ ...images, data: images.data.map((value) => 2 * value - 1) });

/** Values −1…1 as 0…1 again; what lies beyond is cut off. */
export const fromSigned = (images: Arrays): Arrays => ({
  ...images,
  data: images.data.map((value) => Math.min(1, Math.max(0, (value + 1) / 2))),
});

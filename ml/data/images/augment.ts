import type { Arrays } from '../../arrays';
import { createRandom, type Random } from '../../random';
import { createBreath } from '../../training/breath';
import { brightness } from './colour';
import { imageShape } from './shape';

export interface AugmentImagesOptions {
  readonly seed: number | string;
  /** Changed copies of each image. */
  readonly copies: number;
  readonly keepOriginals: boolean;
  /** Mirror half of the copies, left and right. */
  readonly flip?: boolean;
  /** Up to so many pixels each way, any number as likely. */
  readonly shift?: number;
  /** Up to so many degrees either way. */
  readonly rotate?: number;
  /** How far brightness, contrast and saturation change: 0.2 is up to a fifth, up or down. */
  readonly colour?: number;
  /** Standard deviation of what is added to each value. */
  readonly noise?: number;
  /** Side in pixels of a square that is painted over with the image's mean (DeVries & Taylor 2017). */
  readonly cutout?: number;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/**
 * Changed copies of images, 0…1; labels and captions go with them. All copies of an image follow it. What is moved in from beyond the edge is the edge
 * again. @throws DataError `data.images.shape`
 */
export async function augmentImages(images: Arrays, options: AugmentImagesOptions): Promise<Arrays> {
  const { copies, keepOriginals } = options;
  const shape = imageShape(images);
  const size = shape.height * shape.width * shape.channels;
  const each = copies + (keepOriginals ? 1 : 0);
  const random = createRandom(options.seed).split('augment images');
  const data = new Float32Array(images.count * each * size);
  const breath = createBreath(options.breathe);
  for (let index = 0; index < images.count; index++) {
    await breath();
    const image = images.data.subarray(index * size, (index + 1) * size);
    for (let copy = 0; copy < each; copy++) {
      const into = data.subarray((index * each + copy) * size, (index * each + copy + 1) * size);
      if (keepOriginals && copy === 0) into.set(image);
      else change(image, into, shape, options, random.split(`image ${index} copy ${keepOriginals ? copy - 1 : copy}`));
    }
  }
  const { labels, captions } = images;
  const originals = Array.from({ length: images.count * each }, (_, index) => Math.floor(index / each));
  return {
    ...images,
    count: images.count * each,
    data,
    ...(labels && { labels: Int32Array.from(originals, (original) => labels[original] ?? 0) }),
    ...(captions && { captions: originals.map((original) => captions[original] ?? '') }),
  };
}

type Shape = ReturnType<typeof imageShape>;

function change(
  image: Float32Array,
  into: Float32Array,
  shape: Shape,
  { flip = false, shift = 0, rotate = 0, colour = 0, noise = 0, cutout = 0 }: AugmentImagesOptions,
  random: Random,
): void {
  // Each draws from a stream of its own, so that turning one on changes nothing in the others.
  const place = random.split('place');
  const either = () => 2 * place.next() - 1;
  const mirrored = place.next() < 0.5 && flip;
  const [right, down, angle] = [either() * shift, either() * shift, (either() * rotate * Math.PI) / 180];
  warp(image, into, shape, mirrored, right, down, angle);
  if (colour > 0) recolour(into, shape.channels, colour, random.split('colour'));
  if (noise > 0) {
    const own = random.split('noise');
    for (let at = 0; at < into.length; at++) into[at] = clamp((into[at] ?? 0) + noise * own.normal());
  }
  if (cutout > 0) cut(into, shape, cutout, random.split('cutout'));
}

/** Mirrors, turns about the middle, then shifts; straight between the nearest four pixels. */
function warp(
  image: Float32Array,
  into: Float32Array,
  { height, width, channels }: Shape,
  mirrored: boolean,
  right: number,
  down: number,
  angle: number,
): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [middleX, middleY] = [(width - 1) / 2, (height - 1) / 2];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const dx = column - right - middleX;
      const dy = row - down - middleY;
      const turned = cos * dx + sin * dy;
      const x = Math.min(width - 1, Math.max(0, (mirrored ? -turned : turned) + middleX));
      const y = Math.min(height - 1, Math.max(0, cos * dy - sin * dx + middleY));
      const left = Math.min(Math.floor(x), Math.max(0, width - 2));
      const top = Math.min(Math.floor(y), Math.max(0, height - 2));
      const [tx, ty] = [x - left, y - top];
      const nextColumn = width > 1 ? channels : 0;
      const nextRow = height > 1 ? width * channels : 0;
      for (let channel = 0; channel < channels; channel++) {
        const at = (top * width + left) * channels + channel;
        into[(row * width + column) * channels + channel] =
          (1 - ty) * ((1 - tx) * (image[at] ?? 0) + tx * (image[at + nextColumn] ?? 0)) +
          ty * ((1 - tx) * (image[at + nextRow] ?? 0) + tx * (image[at + nextRow + nextColumn] ?? 0));
      }
    }
}

/** Brightness by a factor, contrast about the mean brightness, saturation about each pixel's own. */
function recolour(image: Float32Array, channels: number, strength: number, random: Random): void {
  const factor = () => 1 + strength * (2 * random.next() - 1);
  const [bright, contrast, saturation] = [factor(), factor(), factor()];
  let sum = 0;
  for (let at = 0; at < image.length; at += channels) sum += brightness(image, at, channels);
  const mean = (bright * sum * channels) / image.length;
  for (let at = 0; at < image.length; at += channels) {
    const own = bright * brightness(image, at, channels);
    for (let channel = 0; channel < Math.min(channels, 3); channel++) {
      const saturated = channels < 3 ? own : own + saturation * (bright * (image[at + channel] ?? 0) - own);
      image[at + channel] = clamp(mean + contrast * (saturated - mean));
      if (channels < 3) break;
    }
  }
}

/** The square's middle is anywhere in the image, so part of it may lie outside. */
function cut(image: Float32Array, { height, width, channels }: Shape, side: number, random: Random): void {
  const mean = image.reduce((sum, value) => sum + value, 0) / image.length;
  const top = random.int(height) - Math.floor(side / 2);
  const left = random.int(width) - Math.floor(side / 2);
  for (let row = Math.max(0, top); row < Math.min(height, top + side); row++)
    image.fill(
      mean,
      (row * width + Math.max(0, left)) * channels,
      (row * width + Math.min(width, Math.max(0, left + side))) * channels,
    );
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

import { zipSync } from 'fflate';
import { applyPalette, GIFEncoder, type Palette, quantize } from 'gifenc';
import { type Clips, numbersIn } from '@/graph';

/** All clips in one GIF that goes on for ever, side by side, each pixel several pixels large where they are small. */
export async function gifOfAll(clips: Clips): Promise<Uint8Array> {
  const { pictures, width, height, scale } = sheetsOf(clips);
  return gifOf(pictures, width, height, clips.fps, scale);
}

/**
 * Frame by frame a picture of all clips side by side, as many as there is room for, and how many times as large it is to be shown. With `even`, it is that large
 * already, and of sizes that divide by so much, as video codecs take them.
 */
export function sheetsOf(clips: Clips, even?: number) {
  const [frames = 0, height = 0, width = 0] = clips.shape;
  const shown = Math.min(clips.count, MOST_SHOWN);
  const columns = Math.max(1, Math.ceil(Math.sqrt((shown * height) / Math.max(1, width))));
  const rows = Math.ceil(shown / columns);
  const [across, down] = [columns * (width + GAP) - GAP, rows * (height + GAP) - GAP];
  const scale = Math.max(1, Math.floor(LARGEST / Math.max(across, down)));
  const [times, part] = even ? [scale, even] : [1, 1];
  const [wide, high] = [part * Math.ceil((times * across) / part), part * Math.ceil((times * down) / part)];
  const pictures = Array.from({ length: frames }, (_, frame) => {
    const sheet = new Uint8Array(4 * wide * high).fill(255);
    for (let clip = 0; clip < shown; clip++) {
      const picture = pictureOf(clips, clip, frame);
      const left = times * (clip % columns) * (width + GAP);
      const top = times * Math.floor(clip / columns) * (height + GAP);
      for (let y = 0; y < times * height; y++)
        for (let x = 0; x < times * width; x++) {
          const from = 4 * (Math.floor(y / times) * width + Math.floor(x / times));
          const to = 4 * ((top + y) * wide + left + x);
          for (let channel = 0; channel < 4; channel++) sheet[to + channel] = picture[from + channel] ?? 0;
        }
    }
    return sheet;
  });
  return { pictures, width: wide, height: high, scale };
}

/** Pixels between clips; the largest side of a GIF of all; and clips in it. */
const [GAP, LARGEST, MOST_SHOWN] = [1, 640, 100];

/** A GIF for each, in a folder for each class, as they are read again. */
export async function gifsInAZip(clips: Clips): Promise<Uint8Array> {
  const { shape, count, fps, labels, classes, captions } = clips;
  const [frames = 0, height = 0, width = 0] = shape;
  const digits = String(count).length;
  const files = Array.from({ length: count }, (_, clip) => {
    const label = classes?.[labels?.[clip] ?? -1];
    const name = [String(clip + 1).padStart(digits, '0'), safe(captions?.[clip] ?? '')].filter(Boolean).join(' ');
    const pictures = Array.from({ length: frames }, (_frame, frame) => pictureOf(clips, clip, frame));
    return [`${label === undefined ? '' : `${safe(label)}/`}${name}.gif`, gifOf(pictures, width, height, fps)] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 0, mtime: '2020-01-01T00:00:00' });
}

/** What may be the name of a file everywhere. */
const safe = (name: string): string => name.replaceAll(/[^\p{L}\p{N} _-]+/gu, '_').slice(0, 80);

/** Pictures of four bytes a pixel as a GIF that goes on for ever, with one palette for all of them: exact where they have no more than 256 colours. */
function gifOf(pictures: readonly Uint8Array[], width: number, height: number, fps: number, scale = 1): Uint8Array {
  const found = coloursOf(pictures);
  const palette = found ? found.palette : quantize(sampleOf(pictures), 256);
  const gif = GIFEncoder();
  for (const picture of pictures) {
    const places = found ? found.placesOf(picture) : applyPalette(picture, palette);
    const [wide, high] = [scale * width, scale * height];
    gif.writeFrame(enlarged(places, width, scale), wide, high, { palette, delay: Math.max(20, 1000 / fps), repeat: 0 });
  }
  gif.finish();
  return gif.bytes();
}

/** Each number of rows of so many as a square of `scale × scale`. */
function enlarged(places: Uint8Array, width: number, scale: number): Uint8Array {
  if (scale === 1) return places;
  const wide = scale * width;
  const large = new Uint8Array(places.length * scale ** 2);
  for (let row = 0; row * width < places.length; row++) {
    const line = scale * row * wide;
    for (let column = 0; column < width; column++)
      large.fill(places[row * width + column] ?? 0, line + column * scale, line + (column + 1) * scale);
    for (let copy = 1; copy < scale; copy++) large.copyWithin(line + copy * wide, line, line + wide);
  }
  return large;
}

/** The colours themselves, where there are no more than a GIF may have; null otherwise. */
function coloursOf(pictures: readonly Uint8Array[]) {
  const places = new Map<number, number>();
  const palette: Palette = [];
  const keyOf = (picture: Uint8Array, at: number) =>
    ((picture[at] ?? 0) << 16) | ((picture[at + 1] ?? 0) << 8) | (picture[at + 2] ?? 0);
  for (const picture of pictures)
    for (let at = 0; at < picture.length; at += 4) {
      const key = keyOf(picture, at);
      if (places.has(key)) continue;
      if (palette.length === 256) return null;
      places.set(key, palette.length);
      palette.push([key >> 16, (key >> 8) & 255, key & 255]);
    }
  return {
    palette,
    placesOf: (picture: Uint8Array) =>
      Uint8Array.from({ length: picture.length / 4 }, (_, pixel) => places.get(keyOf(picture, 4 * pixel)) ?? 0),
  };
}

/** As many pixels of all pictures as tell their colours. */
function sampleOf(pictures: readonly Uint8Array[]): Uint8Array {
  const pixels = pictures.reduce((sum, picture) => sum + picture.length / 4, 0);
  const every = Math.max(1, Math.floor(pixels / SAMPLED));
  const sample: number[] = [];
  let at = 0;
  for (const picture of pictures)
    for (let from = 0; from < picture.length; from += 4)
      if (at++ % every === 0) sample.push(...picture.subarray(from, from + 4));
  return Uint8Array.from(sample);
}

const SAMPLED = 200_000;

/** One frame of one clip, four bytes a pixel. */
function pictureOf({ shape, pixels }: Clips, clip: number, frame: number): Uint8Array {
  const [frames = 0, height = 0, width = 0, channels = 0] = shape;
  const from = clip * numbersIn(shape) + (frame * numbersIn(shape)) / Math.max(1, frames);
  const picture = new Uint8Array(4 * width * height).fill(255);
  for (let place = 0; place < width * height; place++)
    for (let channel = 0; channel < 3; channel++)
      picture[4 * place + channel] = pixels[from + place * channels + (channels === 3 ? channel : 0)] ?? 0;
  return picture;
}

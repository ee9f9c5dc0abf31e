import type { Random } from '../../../random';
import { brightness } from '../colour';
import { motionBlur } from './blur';
import { between, type Pixels } from './pixels';
import { plasma } from './plasma';

/** Lays clouds over an image, and darkens both so that white stays the brightest. @param decay how smooth the clouds are */
export function addFog(
  { height, width, channels, data }: Pixels,
  thickness: number,
  decay: number,
  random: Random,
): void {
  const side = 2 ** Math.ceil(Math.log2(Math.max(2, height, width)));
  const cloud = plasma(side, decay, random);
  const brightest = data.reduce((most, value) => Math.max(most, value), 0);
  const scale = brightest / (brightest + thickness);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++)
      for (let channel = 0; channel < channels; channel++) {
        const at = (row * width + column) * channels + channel;
        data[at] = ((data[at] ?? 0) + thickness * (cloud[row * side + column] ?? 0)) * scale;
      }
}

/** What a fall of snow is like. */
export interface Snow {
  readonly mean: number;
  readonly deviation: number;
  /** How large a flake is, in pixels. */
  readonly flake: number;
  /** What is darker than this is no flake. */
  readonly least: number;
  /** Of the way that flakes fall while the picture is taken. */
  readonly radius: number;
  readonly sigma: number;
  /** How much of the picture keeps its colour; the rest turns white. */
  readonly clear: number;
}

/** Lets it snow: bright spots, drawn out downwards, over a whitened image. */
export function addSnow(pixels: Pixels, snow: Snow, random: Random): void {
  const { height, width, channels, data } = pixels;
  const drawn: Pixels = {
    height,
    width,
    channels: 1,
    data: Float32Array.from({ length: height * width }, () => snow.mean + snow.deviation * random.normal()),
  };
  const flakes: Pixels = { ...drawn, data: new Float32Array(height * width) };
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const value = between(drawn, row / snow.flake, column / snow.flake, 0);
      flakes.data[row * width + column] = value < snow.least ? 0 : Math.min(1, value);
    }
  motionBlur(flakes, snow.radius, snow.sigma, -Math.PI / 2 + (random.next() - 0.5) * (Math.PI / 2));
  for (let pixel = 0; pixel < height * width; pixel++) {
    // The same flakes once more, turned by half a turn: it snows on both sides of the camera.
    const white = (flakes.data[pixel] ?? 0) + (flakes.data[height * width - 1 - pixel] ?? 0);
    const grey = 1.5 * brightness(data, pixel * channels, channels) + 0.5;
    for (let at = pixel * channels; at < (pixel + 1) * channels; at++) {
      const own = data[at] ?? 0;
      data[at] = snow.clear * own + (1 - snow.clear) * Math.max(own, grey) + white;
    }
  }
}

/** Makes every pixel brighter and keeps its hue and saturation: adds to the value of HSV. */
export function brighten({ channels, data }: Pixels, by: number): void {
  for (let from = 0; from < data.length; from += channels) {
    const pixel = data.subarray(from, from + channels);
    const value = Math.max(...pixel);
    const brighter = Math.min(1, value + by);
    for (let channel = 0; channel < channels; channel++)
      pixel[channel] = value === 0 ? brighter : ((pixel[channel] ?? 0) * brighter) / value;
  }
}

/** Draws each channel towards its mean. @param left how much of the difference is left */
export function lowerContrast({ channels, data }: Pixels, left: number): void {
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let at = channel; at < data.length; at += channels) sum += data[at] ?? 0;
    const mean = (sum * channels) / data.length;
    for (let at = channel; at < data.length; at += channels) data[at] = mean + left * ((data[at] ?? 0) - mean);
  }
}

import type { Pixels } from './pixels';

/**
 * What JPEG loses, without the file: colours as brightness and two differences, these at half the size, blocks of 8 × 8 as waves (DCT-II), each rounded to
 * the steps of the standard’s example tables (ITU-T T.81, K.1 and K.2), scaled by quality as libjpeg does. @param quality 1 … 100
 */
export function compressAsJpeg(pixels: Pixels, quality: number): void {
  const { height, width, channels, data } = pixels;
  if (channels < 3) {
    for (let channel = 0; channel < channels; channel++) {
      const plane = planeOf(height, width, (pixel) => 255 * (data[pixel * channels + channel] ?? 0));
      const coded = throughWaves(plane, tableOf(LUMINANCE, quality));
      for (let pixel = 0; pixel < height * width; pixel++)
        data[pixel * channels + channel] = byte(coded.data[pixel] ?? 0) / 255;
    }
    return;
  }
  const colour = (pixel: number, channel: number) => byte(255 * (data[pixel * channels + channel] ?? 0));
  const weighed = ([red, green, blue]: readonly [number, number, number], add: number) =>
    planeOf(
      height,
      width,
      (pixel) => red * colour(pixel, 0) + green * colour(pixel, 1) + blue * colour(pixel, 2) + add,
    );
  const bright = throughWaves(weighed([0.299, 0.587, 0.114], 0), tableOf(LUMINANCE, quality));
  const [toBlue, toRed] = (
    [
      [-0.168735892, -0.331264108, 0.5],
      [0.5, -0.418687589, -0.081312411],
    ] as const
  ).map((weights) => {
    const small = throughWaves(halved(weighed(weights, 128)), tableOf(CHROMINANCE, quality));
    return doubled(small, height, width);
  });
  for (let pixel = 0; pixel < height * width; pixel++) {
    const y = bright.data[pixel] ?? 0;
    const [blue, red] = [(toBlue?.data[pixel] ?? 0) - 128, (toRed?.data[pixel] ?? 0) - 128];
    const from = pixel * channels;
    data[from] = byte(y + 1.402 * red) / 255;
    data[from + 1] = byte(y - 0.344136286 * blue - 0.714136286 * red) / 255;
    data[from + 2] = byte(y + 1.772 * blue) / 255;
  }
}

/** One channel, 0 … 255. */
interface Plane {
  readonly height: number;
  readonly width: number;
  readonly data: Float64Array;
}

const planeOf = (height: number, width: number, value: (pixel: number) => number): Plane => ({
  height,
  width,
  data: Float64Array.from({ length: height * width }, (_, pixel) => byte(value(pixel))),
});

const byte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));

/** Beyond the edge lies the edge. */
const pixelAt = ({ height, width, data }: Plane, row: number, column: number): number =>
  data[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))] ?? 0;

/** Steps of the waves of brightness at quality 50, row by row (Table K.1). */
const LUMINANCE = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
/** Of the differences of colour (Table K.2). */
const CHROMINANCE = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99,
];

/** The steps at a quality, as libjpeg’s `jpeg_quality_scaling` sets them. */
export function tableOf(base: readonly number[], quality: number): readonly number[] {
  const scale = quality < 50 ? Math.floor(5_000 / quality) : 200 - 2 * quality;
  return base.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

/** `c(u)/2 · cos((2x + 1)uπ/16)`: wave × 8 + place. Its transpose is its inverse. */
const WAVES = Float64Array.from({ length: 64 }, (_, at) => {
  const [wave, place] = [at >> 3, at & 7];
  return (wave === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * place + 1) * wave * Math.PI) / 16);
});

/** A block of 8 × 8 as 8 × 8 waves (DCT-II, ITU-T T.81 A.3.3), the slowest first, or back again. */
export function waves(block: Float64Array, back = false): Float64Array {
  const weight = (to: number, from: number) => (back ? WAVES[from * 8 + to] : WAVES[to * 8 + from]) ?? 0;
  const rows = new Float64Array(64);
  const found = new Float64Array(64);
  for (let y = 0; y < 8; y++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += weight(u, x) * (block[y * 8 + x] ?? 0);
      rows[y * 8 + u] = sum;
    }
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += weight(v, y) * (rows[y * 8 + u] ?? 0);
      found[v * 8 + u] = sum;
    }
  return found;
}

/** To waves, to whole steps of the table, and back. */
function throughWaves(plane: Plane, steps: readonly number[]): Plane {
  const { height, width } = plane;
  const data = new Float64Array(height * width);
  const block = new Float64Array(64);
  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      for (let at = 0; at < 64; at++) block[at] = pixelAt(plane, top + (at >> 3), left + (at & 7)) - 128;
      const rounded = waves(block).map((value, at) => {
        const step = steps[at] ?? 1;
        return Math.round(value / step) * step;
      });
      const values = waves(rounded, true);
      for (let row = top; row < Math.min(height, top + 8); row++)
        for (let column = left; column < Math.min(width, left + 8); column++)
          data[row * width + column] = byte((values[(row - top) * 8 + column - left] ?? 0) + 128);
    }
  return { height, width, data };
}

/** Half as high and wide, each the mean of four. */
function halved(plane: Plane): Plane {
  const [height, width] = [Math.ceil(plane.height / 2), Math.ceil(plane.width / 2)];
  const data = Float64Array.from({ length: height * width }, (_, pixel) => {
    const [row, column] = [2 * Math.floor(pixel / width), 2 * (pixel % width)];
    const sum =
      pixelAt(plane, row, column) +
      pixelAt(plane, row, column + 1) +
      pixelAt(plane, row + 1, column) +
      pixelAt(plane, row + 1, column + 1);
    // Halves go up and down in turn, so that nothing drifts.
    return Math.floor((sum + 1 + ((pixel % width) % 2)) / 4);
  });
  return { height, width, data };
}

/** Twice as high and wide: three parts of the nearest and one of the next, each way, as libjpeg’s “fancy upsampling”. */
function doubled(plane: Plane, height: number, width: number): Plane {
  return planeOf(height, width, (pixel) => {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    const [y, x] = [row >> 1, column >> 1];
    const [nextY, nextX] = [y + (row % 2 === 0 ? -1 : 1), x + (column % 2 === 0 ? -1 : 1)];
    const near = 3 * pixelAt(plane, y, x) + pixelAt(plane, nextY, x);
    const far = 3 * pixelAt(plane, y, nextX) + pixelAt(plane, nextY, nextX);
    return (3 * near + far) / 16;
  });
}

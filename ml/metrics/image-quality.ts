/** A picture: `height × width × channels` numbers, row-major. */
export interface Picture {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

/** The peak signal-to-noise ratio in decibels, `10 log₁₀ (range² / mean squared error)`; infinite for equal pictures. `range` is that of all numbers, 1 or 255. */
export function psnr(a: Picture, b: Picture, range = 1): number {
  expectAlike(a, b);
  let sum = 0;
  for (let index = 0; index < a.data.length; index++) sum += ((a.data[index] ?? 0) - (b.data[index] ?? 0)) ** 2;
  return 10 * Math.log10((range * range) / (sum / a.data.length));
}

const WINDOW = 11;
const DEVIATION = 1.5;

/**
 * Structural similarity, 1 for equal pictures (Wang et al. 2004, eq. 13): means, variances and covariance in Gaussian windows of 11 × 11 places that lie
 * within the picture, deviation 1.5, K₁ 0.01 and K₂ 0.03; the mean over windows and channels. Pictures smaller than a window have one as large as fits.
 */
export function ssim(a: Picture, b: Picture, range = 1): number {
  expectAlike(a, b);
  const [c1, c2] = [(0.01 * range) ** 2, (0.03 * range) ** 2];
  let sum = 0;
  let count = 0;
  for (let channel = 0; channel < a.channels; channel++) {
    const [x, y] = [plane(a, channel), plane(b, channel)];
    const product = (u: Float64Array, v: Float64Array) => u.map((value, index) => value * (v[index] ?? 0));
    const [meanX, meanY, squareX, squareY, both] = [x, y, product(x, x), product(y, y), product(x, y)].map((values) =>
      blur(values, a.height, a.width),
    );
    if (!meanX || !meanY || !squareX || !squareY || !both) continue;
    meanX.forEach((mx, index) => {
      const my = meanY[index] ?? 0;
      const varianceX = (squareX[index] ?? 0) - mx * mx;
      const varianceY = (squareY[index] ?? 0) - my * my;
      const covariance = (both[index] ?? 0) - mx * my;
      sum += ((2 * mx * my + c1) * (2 * covariance + c2)) / ((mx * mx + my * my + c1) * (varianceX + varianceY + c2));
      count += 1;
    });
  }
  return sum / count;
}

function expectAlike(a: Picture, b: Picture): void {
  if (a.height !== b.height || a.width !== b.width || a.channels !== b.channels) {
    throw new RangeError('Pictures of two sizes cannot be compared.');
  }
}

const plane = ({ height, width, channels, data }: Picture, channel: number): Float64Array =>
  Float64Array.from({ length: height * width }, (_, index) => data[index * channels + channel] ?? 0);

/** Weighted means of all windows that lie within: first along rows, then along columns. */
function blur(values: Float64Array, height: number, width: number): Float64Array {
  const [down, across] = [gaussian(Math.min(WINDOW, height)), gaussian(Math.min(WINDOW, width))];
  const [rows, columns] = [height - down.length + 1, width - across.length + 1];
  const along = Float64Array.from({ length: height * columns }, (_, index) => {
    const from = Math.floor(index / columns) * width + (index % columns);
    return across.reduce((sum, weight, step) => sum + weight * (values[from + step] ?? 0), 0);
  });
  return Float64Array.from({ length: rows * columns }, (_, index) =>
    down.reduce((sum, weight, step) => sum + weight * (along[index + step * columns] ?? 0), 0),
  );
}

function gaussian(length: number): Float64Array {
  const weights = Float64Array.from({ length }, (_, index) =>
    Math.exp(-((index - (length - 1) / 2) ** 2) / (2 * DEVIATION ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

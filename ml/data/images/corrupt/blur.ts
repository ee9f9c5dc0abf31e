import { between, type Pixels, placeOf } from './pixels';

/** Gaussian blur, cut off at four deviations; beyond the edge lies the edge. */
export function blur(pixels: Pixels, sigma: number): void {
  const reach = Math.floor(4 * sigma + 0.5);
  const kernel = normalised(Array.from({ length: 2 * reach + 1 }, (_, at) => bell(at - reach, sigma)));
  for (const [down, right] of [
    [1, 0],
    [0, 1],
  ] as const)
    each(pixels, (before, row, column, channel) => {
      let sum = 0;
      for (const [at, weight] of kernel.entries()) {
        const away = at - reach;
        sum += weight * (before.data[placeOf(before, row + down * away, column + right * away, channel)] ?? 0);
      }
      return sum;
    });
}

/**
 * What a moving camera sees: along one direction, weights fall off as half a bell, over a way of twice `radius` and one more pixel.
 * @param angle of the direction, in radians from the horizontal
 */
export function motionBlur(pixels: Pixels, radius: number, sigma: number, angle: number): void {
  const kernel = normalised(
    Array.from({ length: 2 * Math.max(1, Math.round(radius)) + 1 }, (_, at) => bell(at, sigma)),
  );
  const [down, right] = [Math.sin(angle), Math.cos(angle)];
  each(pixels, (before, row, column, channel) => {
    let sum = 0;
    for (const [at, weight] of kernel.entries())
      if (weight > 1e-6) sum += weight * between(before, row + at * down, column + at * right, channel);
    return sum;
  });
}

const bell = (away: number, sigma: number): number => Math.exp(-(away * away) / (2 * sigma * sigma));

function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Computes every value anew from the image as it was. */
function each(pixels: Pixels, value: (before: Pixels, row: number, column: number, channel: number) => number): void {
  const before: Pixels = { ...pixels, data: pixels.data.slice() };
  for (let row = 0; row < pixels.height; row++)
    for (let column = 0; column < pixels.width; column++)
      for (let channel = 0; channel < pixels.channels; channel++)
        pixels.data[placeOf(pixels, row, column, channel)] = value(before, row, column, channel);
}

import type { Examples } from '@/graph';
import { applyScaling, measureScaling, type Scaling } from '@/ml/data/points';

/** No number of these examples, scaled, is further from 0: what a denoiser predicts is kept within that. */
export function reachOf(given: Examples): number {
  let reach = 0;
  for (const value of applyScaling(given, scalingOf(given)).data) reach = Math.max(reach, Math.abs(value));
  return reach;
}

/**
 * As the examples say; otherwise rows of numbers to mean 0 and deviation 1, each number by itself; pixels from 0 … 1 to −1 … 1; and grids of other numbers,
 * such as codes of a VAE, all by the same, to mean 0 and deviation 1 (Rombach et al. 2022, appendix G, with the whole set instead of its first batch).
 */
export function scalingOf(given: Examples): Scaling {
  if (given.scaling) return given.scaling;
  if (given.shape.length === 1) return measureScaling(given);
  const { data } = given;
  if (data.every((value) => value >= -OVER && value <= 1 + OVER)) return { mean: [0.5], deviation: [0.5] };
  return evenScaling(given);
}

/** All numbers by the same, to mean 0 and deviation 1. */
export const evenScaling = ({ data }: Pick<Examples, 'data'>): Scaling =>
  measureScaling({ data, count: data.length, shape: [1] });

/** So far a pixel may lie outside of 0 … 1. */
const OVER = 0.01;

/** Of the numbers as training sees them, about their common mean; 1 where they are all the same. */
export function varianceOf(examples: Examples): number {
  const { data } = applyScaling(examples, scalingOf(examples));
  let [sum, squares] = [0, 0];
  for (const value of data) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  return squares / data.length - mean * mean || 1;
}

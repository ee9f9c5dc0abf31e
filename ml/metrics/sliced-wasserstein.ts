import type { Arrays } from '../arrays';
import type { Random } from '../random';
import { expectComparable, widthOf } from './rows';

/**
 * The sliced Wasserstein distance: items are projected onto random directions, where the distance `(mean |x₍ᵢ₎ − y₍ᵢ₎|^order)^(1/order)` of sorted numbers
 * is exact; the mean over directions is of its power (Bonneel et al. 2015, eq. 8). Sets of different sizes are compared at the quantiles of the larger.
 */
export function slicedWasserstein(a: Arrays, b: Arrays, random: Random, { directions = 128, order = 2 } = {}): number {
  expectComparable(a, b, 1);
  const width = widthOf(a);
  let sum = 0;
  for (let direction = 0; direction < directions; direction++) {
    const towards = unitVector(random, width);
    sum += wassersteinPower(projected(a, towards), projected(b, towards), order);
  }
  return (sum / directions) ** (1 / order);
}

/** The Wasserstein distance of two sets of numbers, each sorted, to the power of `order`. */
export function wassersteinPower(a: Float64Array, b: Float64Array, order: number): number {
  const count = Math.max(a.length, b.length);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    const quantile = (index + 0.5) / count;
    const [x, y] = [a, b].map((sorted) => sorted[Math.floor(quantile * sorted.length)] ?? 0);
    sum += Math.abs((x ?? 0) - (y ?? 0)) ** order;
  }
  return sum / count;
}

function projected({ count, data }: Arrays, towards: Float64Array): Float64Array {
  const width = towards.length;
  const along = new Float64Array(count);
  for (let item = 0; item < count; item++) {
    let sum = 0;
    for (let index = 0; index < width; index++) sum += (towards[index] ?? 0) * (data[item * width + index] ?? 0);
    along[item] = sum;
  }
  return along.sort();
}

function unitVector(random: Random, width: number): Float64Array {
  const vector = Float64Array.from({ length: width }, () => random.normal());
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

import type { Arrays } from '../arrays';
import { sizeOf } from '../network';

/** How many numbers an item has. */
export const widthOf = ({ shape }: Arrays): number => sizeOf(shape);

/** Refuses items of two sizes, and fewer than `least` of either. @throws RangeError */
export function expectComparable(a: Arrays, b: Arrays, least: number): void {
  if (widthOf(a) !== widthOf(b))
    throw new RangeError(`Items of ${widthOf(a)} and ${widthOf(b)} numbers cannot be compared.`);
  const fewest = Math.min(a.count, b.count);
  if (fewest < least) throw new RangeError(`At least ${least} items are needed on each side; here are ${fewest}.`);
}

/** The squared Euclidean distance of item `i` of one to item `j` of the other. */
export function squaredDistance(a: Arrays, i: number, b: Arrays, j: number, width: number): number {
  const [from, to] = [i * width, j * width];
  let sum = 0;
  for (let index = 0; index < width; index++) {
    const difference = (a.data[from + index] ?? 0) - (b.data[to + index] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

/** The inner product of item `i` of one and item `j` of the other. */
export function innerProduct(a: Arrays, i: number, b: Arrays, j: number, width: number): number {
  const [from, to] = [i * width, j * width];
  let sum = 0;
  for (let index = 0; index < width; index++) sum += (a.data[from + index] ?? 0) * (b.data[to + index] ?? 0);
  return sum;
}

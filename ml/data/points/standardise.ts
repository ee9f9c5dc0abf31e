import type { Arrays } from '../../arrays';

/** What was taken off each coordinate and what it was divided by; one number where it is the same for all. */
export interface Scaling {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Moves and scales each coordinate to mean 0 and standard deviation 1 (of the population); one that never changes is only moved. */
export function standardise(points: Arrays): { readonly points: Arrays; readonly scaling: Scaling } {
  const scaling = measureScaling(points);
  return { points: applyScaling(points, scaling), scaling };
}

/** Mean and standard deviation of each coordinate; a deviation of 1 where the coordinate never changes. */
export function measureScaling({ data, count, shape }: Arrays): Scaling {
  const width = widthOf(shape);
  const mean = new Array<number>(width).fill(0);
  const squares = new Array<number>(width).fill(0);
  // Welford 1962: no loss where the mean is large beside the deviation.
  for (let row = 0; row < count; row++)
    for (let column = 0; column < width; column++) {
      const value = data[row * width + column] ?? 0;
      const before = value - (mean[column] ?? 0);
      mean[column] = (mean[column] ?? 0) + before / (row + 1);
      squares[column] = (squares[column] ?? 0) + before * (value - (mean[column] ?? 0));
    }
  return { mean, deviation: squares.map((sum) => Math.sqrt(sum / Math.max(1, count)) || 1) };
}

/** `log |det ∂y/∂x|` of that scaling over items of `size` numbers: how far densities of scaled items are from those of the items themselves, in nats. */
export const logScalingOf = ({ deviation }: Pick<Scaling, 'deviation'>, size: number): number =>
  -(size / deviation.length) * deviation.reduce((sum, value) => sum + Math.log(value), 0);

/** (x − mean) / deviation. */
export const applyScaling = (points: Arrays, { mean, deviation }: Scaling): Arrays =>
  each(points, mean.length, (value, column) => (value - (mean[column] ?? 0)) / (deviation[column] ?? 1));

/** x · deviation + mean: undoes `applyScaling` as well as 32 bits can. */
export const undoScaling = (points: Arrays, { mean, deviation }: Scaling): Arrays =>
  each(points, mean.length, (value, column) => value * (deviation[column] ?? 1) + (mean[column] ?? 0));

function each(points: Arrays, columns: number, change: (value: number, column: number) => number): Arrays {
  return { ...points, data: points.data.map((value, index) => change(value, index % columns)) };
}

const widthOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

import { sizeOf, type WeightArray } from '../network';
import type { PublishedTensor } from './families';

/** A stripe of a matrix's rows, put as columns where the whole will be: `data [some, columns]` into `turned [columns, rows]`; a tile at a time so that both stay in the processor's cache. */
function turnInto(turned: Float32Array, data: Float32Array, first: number, rows: number, columns: number): void {
  const some = data.length / columns;
  for (let top = 0; top < some; top += TILE)
    for (let left = 0; left < columns; left += TILE) {
      const [bottom, right] = [Math.min(some, top + TILE), Math.min(columns, left + TILE)];
      for (let row = top; row < bottom; row++)
        for (let column = left; column < right; column++)
          turned[column * rows + first + row] = data[row * columns + column] ?? 0;
    }
}

/** Numbers of a matrix by columns: `[rows, columns]` to `[columns, rows]`. */
function transpose(data: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(data.length);
  turnInto(turned, data, 0, rows, columns);
  return turned;
}

const TILE = 32;

/** The shape that a published tensor has. */
export function publishedShape({
  layout,
  parts,
  lead = 0,
  skip = 0,
  channels = 1,
}: PublishedTensor): readonly number[] {
  const [first] = parts;
  const width = parts.reduce((sum, { shape }) => sum + (shape.at(-1) ?? 1), 0);
  const side = [...(first?.shape.slice(0, -1) ?? []), width];
  if (layout === 'transposed') return side.reverse();
  if (layout === 'patches') {
    const patch = Math.sqrt((side[0] ?? 1) / channels);
    return [width, channels, patch, patch];
  }
  const [rows = 1, ...others] = side;
  return [...Array<number>(lead).fill(1), rows + skip, ...others];
}

/** Numbers of a published tensor that stand together: those of a row, and of a kernel. */
export function columnsOf(tensor: PublishedTensor): number {
  const shape = publishedShape(tensor);
  return tensor.layout === 'patches' ? sizeOf(shape.slice(1)) : (shape.at(-1) ?? 1);
}

/** Where a kernel's number, told by channel, row and column, is among the numbers of a square, told by row, column and channel. */
function placeInSquare(column: number, channels: number, patch: number): number {
  const [channel, within] = [Math.floor(column / patch ** 2), column % patch ** 2];
  return within * channels + channel;
}

/** Our weights while they are filled with a published tensor's numbers. */
export interface TakenApart {
  readonly weights: readonly (readonly [string, WeightArray])[];
  /** Some of the tensor's rows, from the row `first` on. */
  put(first: number, data: Float32Array): void;
}

/** Room for our weights of a published tensor, to be filled a few rows at a time: only a few of them need to be in memory as they were published. */
export function takeApart(tensor: PublishedTensor): TakenApart {
  const shape = publishedShape(tensor);
  const columns = columnsOf(tensor);
  const rows = sizeOf(shape) / columns;
  const [, channels = 1, patch = 1] = shape;
  const weights = tensor.parts.map(
    ({ key, shape }) => [key, { shape, data: new Float32Array(sizeOf(shape)) }] as const,
  );
  return {
    weights,
    put(first, data) {
      let left = 0;
      for (const [, { shape, data: own }] of weights) {
        if (tensor.layout === 'transposed') turnInto(own, data, first, rows, columns);
        else if (tensor.layout === 'patches') {
          for (let index = 0; index < data.length; index++) {
            const place = placeInSquare(index % columns, channels, patch);
            own[place * rows + first + Math.floor(index / columns)] = data[index] ?? 0;
          }
        } else {
          const width = shape.at(-1) ?? 1;
          for (let row = 0; row * columns < data.length; row++) {
            const start = row * columns + left;
            own.set(data.subarray(start, start + width), (first + row) * width);
          }
          left += width;
        }
      }
    },
  };
}

/** A published tensor out of our weights: the way back of {@link takeApart}. Weights that are not there count as 0, as absent biases do. */
export function putTogether(tensor: PublishedTensor, weights: Readonly<Record<string, WeightArray>>): WeightArray {
  const shape = publishedShape(tensor);
  const [first] = tensor.parts;
  const data = first && weights[first.key]?.data;
  if (first && data && tensor.parts.length === 1) {
    const [inputs = 1, outputs = 1] = first.shape;
    if (tensor.skip) {
      const padded = new Float32Array(sizeOf(shape));
      padded.set(data, tensor.skip * outputs);
      return { shape, data: padded };
    }
    if (tensor.layout === 'patches') throw new TypeError('No model of images is published from here.');
    return { shape, data: tensor.layout === 'transposed' ? transpose(data, inputs, outputs) : data };
  }
  const joined = new Float32Array(sizeOf(shape));
  const columns = shape.at(-1) ?? 1;
  let left = 0;
  for (const { key, shape: own } of tensor.parts) {
    const width = own.at(-1) ?? 1;
    const part = weights[key]?.data;
    if (part)
      for (let row = 0; row * width < part.length; row++)
        joined.set(part.subarray(row * width, (row + 1) * width), row * columns + left);
    left += width;
  }
  return { shape, data: joined };
}

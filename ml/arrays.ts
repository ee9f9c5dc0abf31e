import type { Random } from './random';

/** Many arrays of one shape in one block, row-major, such as points `[2]` or images `[height, width, channels]`. */
export interface Arrays {
  /** Of one item. */
  readonly shape: readonly number[];
  readonly count: number;
  /** `count × shape` numbers. */
  readonly data: Float32Array;
  /** The class of each item, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** What is said of each item, in words. */
  readonly captions?: readonly string[];
}

/** Some of the items, in the order of `indices`; one may be taken twice. */
export function takeArrays({ shape, data, labels, captions, ...rest }: Arrays, indices: ArrayLike<number>): Arrays {
  const size = shape.reduce((product, length) => product * length, 1);
  const taken = new Float32Array(indices.length * size);
  for (let row = 0; row < indices.length; row++) {
    const from = (indices[row] ?? 0) * size;
    taken.set(data.subarray(from, from + size), row * size);
  }
  return {
    ...rest,
    shape,
    data: taken,
    count: indices.length,
    ...(labels && { labels: Int32Array.from(indices, (index) => labels[index] ?? 0) }),
    ...(captions && { captions: Array.from(indices, (index) => captions[index] ?? '') }),
  };
}

/** So many of the items from one on, fewer at the end: how many go through a network together, one part after the other. */
export const sliceArrays = (items: Arrays, from: number, count: number): Arrays =>
  takeArrays(
    items,
    Int32Array.from({ length: Math.max(0, Math.min(count, items.count - from)) }, (_, row) => from + row),
  );

/**
 * The numbers of several arrays by turns, row by row: in each row so many items of the first, then so many of the second, and so on, each going on where it
 * stopped. All have items of one shape.
 */
export function byTurns(
  rows: number,
  ...parts: readonly (readonly [items: Pick<Arrays, 'shape' | 'data'>, inRow: number])[]
): Float32Array {
  const across = parts.reduce((sum, [, inRow]) => sum + inRow, 0);
  const size = parts[0]?.[0].shape.reduce((product, length) => product * length, 1) ?? 0;
  const all = new Float32Array(rows * across * size);
  for (let row = 0; row < rows; row++) {
    let at = row * across * size;
    for (const [{ data }, inRow] of parts) {
      all.set(data.subarray(row * inRow * size, (row + 1) * inRow * size), at);
      at += inRow * size;
    }
  }
  return all;
}

/** Draws items with replacement, each as likely. @throws RangeError for data without items */
export function drawArrays(data: Arrays, rows: number, random: Random): Arrays {
  if (data.count < 1) throw new RangeError('There is no item to train on.');
  return takeArrays(
    data,
    Int32Array.from({ length: rows }, () => random.int(data.count)),
  );
}

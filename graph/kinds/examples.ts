import type { Kind } from './kind';

/** Many arrays of one shape in one block, row-major: points `[2]`, images `[height, width, channels]` in 0 … 1, rows of a table. */
export interface Examples {
  /** Of one example. */
  readonly shape: readonly number[];
  readonly count: number;
  /** `count × shape` numbers. */
  readonly data: Float32Array;
  /** The class of each, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** What is said of each in words, as many as there are examples: “a large red circle in the middle”. */
  readonly captions?: readonly string[];
  /** What training takes off each number and divides it by, where that is not to be measured: one-hot rows have a scale already. */
  readonly scaling?: { readonly mean: readonly number[]; readonly deviation: readonly number[] };
  /** Where the centres of a mixture are known: what evaluators count modes by. */
  readonly modes?: { readonly centres: readonly (readonly number[])[]; readonly deviation: number };
}

/** Points, images, rows: what networks that are no language models learn from. */
export const examples: Kind<Examples> = {
  name: 'examples',
  of: [],
  title: 'Examples',
  phrase: 'a set of points or images',
  family: 'data',
};

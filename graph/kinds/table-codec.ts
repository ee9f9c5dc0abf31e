import type { Kind } from './kind';

/** How the numbers of a column are brought to a scale that a network likes. */
export type TableScale =
  | { readonly kind: 'standard'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'min-max'; readonly low: number; readonly high: number }
  | { readonly kind: 'quantile'; readonly values: readonly number[]; readonly scores: readonly number[] };

/** How a column becomes numbers, and numbers become its cells again. */
export type ColumnCodec =
  | {
      readonly kind: 'number' | 'whole';
      readonly name: string;
      readonly scale: TableScale;
      /** Digits after the point. */
      readonly decimals: number | null;
      readonly range: readonly [number, number];
      readonly missing: boolean;
    }
  | {
      /** A `class` is no number of the row but the class of the example. */
      readonly kind: 'category' | 'class';
      readonly name: string;
      readonly categories: readonly string[];
      readonly missing: boolean;
    };

/** How a table became numbers: what is needed to make a table of numbers again. */
export interface TableCodec {
  readonly columns: readonly ColumnCodec[];
  /** Numbers in a row. */
  readonly width: number;
}

export const tableCodec: Kind<TableCodec> = {
  name: 'table-codec',
  of: [],
  title: 'Table codec',
  phrase: 'the codec of a table',
  family: 'value',
};

/** What a column holds: numbers, whole numbers, or one of a few words. */
export type ColumnKind = 'number' | 'whole' | 'category';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Of a category, each word once, in the order of the alphabet. */
  readonly categories?: readonly string[];
}

/** A number in a column of numbers, a word in one of categories, null where it is missing. */
export type Cell = number | string | null;

/** A table of mixed columns; each row has as many cells as there are columns. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What was found in a column when its table was read. */
export interface ColumnReport {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing: number;
  readonly distinct: number;
  /** What the user should know of it, in one sentence. */
  readonly remark?: string;
}

/** How a table is bounded: one with more is refused, not cut. */
export const TABLE_LIMITS = { columns: 1_000, cells: 20_000_000 } as const;

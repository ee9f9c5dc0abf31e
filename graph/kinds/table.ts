import type { Kind } from './kind';

/** What a column holds: numbers, whole numbers, or one of a few words (yes and no among them). */
export type TableColumnKind = 'number' | 'whole' | 'category';

export interface TableColumn {
  readonly name: string;
  readonly kind: TableColumnKind;
  /** Of a category, each word once. */
  readonly categories?: readonly string[];
  /** Of measures: which direction is good, so that the best is marked. */
  readonly better?: 'lower' | 'higher';
  /** Of numbers: decimals that mean something; they are all kept, and only these are shown. */
  readonly decimals?: number;
}

/** A number in a column of numbers, a word in one of categories, null where it is missing. */
export type TableCell = number | string | null;

/** A table of mixed columns; each row has as many cells as there are columns. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** A table as a spreadsheet has it. */
export const table: Kind<Table> = { name: 'table', of: [], title: 'Table', phrase: 'a table', family: 'data' };

import { DataError } from '../error';

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
  /** Cells of a column of numbers that hold something else and count as missing, with the first of them. */
  readonly unreadable?: { readonly count: number; readonly first: string };
  /** What the user should know of it, in one sentence. */
  readonly remark?: string;
}

/** How a table is bounded: one with more is refused, not cut. */
export const TABLE_LIMITS = { columns: 1_000, cells: 20_000_000 } as const;

/** The cells of one column, from the top. @throws DataError `data.table.columns` */
export function cellsOf(table: Table, name: string): readonly Cell[] {
  const index = columnAt(table, name);
  return table.rows.map((row) => row[index] ?? null);
}

/** Where a column stands. @throws DataError `data.table.columns` for a name that none has */
export function columnAt({ columns }: Table, name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  if (index >= 0) return index;
  throw new DataError(
    'data.table.columns',
    `The table has no column “${name}”.`,
    `Its columns are: ${listed(columns.map((column) => column.name))}.`,
    'Name one of them.',
  );
}

/** The table without some of its columns. */
export function withoutColumns({ columns, rows }: Table, names: ReadonlySet<string>): Table {
  const kept = [...columns.keys()].filter((index) => !names.has(columns[index]?.name ?? ''));
  return {
    columns: columns.filter(({ name }) => !names.has(name)),
    rows: rows.map((row) => kept.map((index) => row[index] ?? null)),
  };
}

/** Some rows of a table, in the order of `indices`. */
export const takeRows = ({ columns, rows }: Table, indices: ArrayLike<number>): Table => ({
  columns,
  rows: Array.from(indices, (index) => rows[index] ?? []),
});

/** Names for a sentence, not too many. */
export const listed = (names: readonly string[]): string =>
  names
    .slice(0, 20)
    .map((name) => `“${name.slice(0, 60)}”`)
    .join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '');

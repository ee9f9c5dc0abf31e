import type { Arrays } from '../../arrays';
import { DataError } from '../error';
import { columnAt, listed, type Table } from '../table/table';

/**
 * Two columns of numbers as points, and a third of categories as their labels, if one is named. Rows that miss any of these are left out, and
 * counted. @throws DataError `data.table.columns`, `data.table.kind`, `data.points.none`
 */
export function pointsFromTable(
  table: Table,
  x: string,
  y: string,
  label?: string,
): { readonly points: Arrays; readonly leftOut: number } {
  const [atX, atY] = [numbersAt(table, x), numbersAt(table, y)];
  const atLabel = label === undefined ? -1 : columnAt(table, label);
  const labelled = atLabel >= 0;
  const whole = table.rows.filter(
    (row) => typeof row[atX] === 'number' && typeof row[atY] === 'number' && (!labelled || row[atLabel] !== null),
  );
  if (whole.length === 0)
    throw new DataError(
      'data.points.none',
      'No row of the table is a point.',
      `Each of its ${table.rows.length} rows misses a value in “${x}” or “${y}”${labelled ? ` or “${label}”` : ''}.`,
      'Choose other columns.',
    );
  const data = new Float32Array(2 * whole.length);
  for (const [index, row] of whole.entries()) data.set([Number(row[atX]), Number(row[atY])], 2 * index);
  const points: Arrays = { shape: [2], count: whole.length, data };
  const leftOut = table.rows.length - whole.length;
  if (!labelled) return { points, leftOut };
  const words = whole.map((row) => String(row[atLabel]));
  const classes = table.columns[atLabel]?.categories ?? [...new Set(words)];
  const places = new Map(classes.map((word, place) => [word, place]));
  return { points: { ...points, classes, labels: Int32Array.from(words, (word) => places.get(word) ?? 0) }, leftOut };
}

function numbersAt(table: Table, name: string): number {
  const index = columnAt(table, name);
  if (table.columns[index]?.kind !== 'category') return index;
  const numbers = table.columns.filter(({ kind }) => kind !== 'category').map((column) => column.name);
  throw new DataError(
    'data.table.kind',
    `Column “${name}” holds no numbers.`,
    numbers.length > 0 ? `Columns of numbers are: ${listed(numbers)}.` : 'No column of this table does.',
    'A point has two numbers: choose two columns that have them.',
  );
}

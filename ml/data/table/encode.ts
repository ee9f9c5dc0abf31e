import type { Arrays } from '../../arrays';
import { DataError } from '../error';
import { listed } from './infer';
import { fitScale, type Scale, type ScaleKind, scaleBack, scaleUp } from './scale';
import type { Cell, Table } from './table';

export interface EncodeOptions {
  readonly scaling?: ScaleKind;
}

/** How one column becomes numbers. Plain data, kept with the model that learned from them. */
export type ColumnEncoding =
  | {
      readonly kind: 'number' | 'whole';
      readonly name: string;
      readonly scale: Scale;
      /** Digits after the point, to which what comes back is rounded; null where numbers have no end there. */
      readonly decimals: number | null;
      /** Whether a second number says that the value is missing. */
      readonly missing: boolean;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly categories: readonly string[];
      /** Whether one more place after the categories stands for a missing value. */
      readonly missing: boolean;
    };

export interface TableEncoding {
  readonly columns: readonly ColumnEncoding[];
  /** Numbers in a row. */
  readonly width: number;
}

/** The most categories that a column may have, since each is a number of its own in every row. */
export const MOST_CATEGORIES = 1_000;

/**
 * Finds out how a table becomes numbers: one for each number, scaled, with another 0 or 1 beside it where some are missing; and one for each
 * category. @throws DataError `data.table.categories`
 */
export function fitEncoding({ columns, rows }: Table, { scaling = 'standard' }: EncodeOptions = {}): TableEncoding {
  const encodings = columns.map(({ name, kind, categories = [] }, index): ColumnEncoding => {
    const missing = rows.some((row) => row[index] === null);
    if (kind === 'category') {
      if (categories.length > MOST_CATEGORIES)
        throw new DataError(
          'data.table.categories',
          `Column “${name}” has ${categories.length.toLocaleString('en')} different values.`,
          `A category may have ${MOST_CATEGORIES.toLocaleString('en')}: each becomes a number of its own in every row.`,
          'Leave the column out, or group its values.',
        );
      return { kind, name, categories, missing };
    }
    const present = rows.map((row) => row[index]).filter((cell) => typeof cell === 'number');
    return {
      kind,
      name,
      missing,
      scale: fitScale(scaling, present),
      decimals: kind === 'whole' ? 0 : decimalsOf(present),
    };
  });
  return { columns: encodings, width: encodings.reduce((sum, encoding) => sum + widthOf(encoding), 0) };
}

/** How many numbers a column becomes. */
export const widthOf = (encoding: ColumnEncoding): number =>
  (encoding.kind === 'category' ? encoding.categories.length : 1) + (encoding.missing ? 1 : 0);

/** The name of each number of a row: `mass`, `mass is missing`, `sex = male`. */
export const namesOfNumbers = ({ columns }: TableEncoding): string[] =>
  columns.flatMap((encoding) => [
    ...(encoding.kind === 'category'
      ? encoding.categories.map((word) => `${encoding.name} = ${word}`)
      : [encoding.name]),
    ...(encoding.missing ? [`${encoding.name} is missing`] : []),
  ]);

/**
 * Rows as numbers, `[width]`. A missing number stands at 0, the middle of its scale.
 * @throws DataError `data.table.columns` for another table's columns, `data.table.unseen` for what the encoding never saw
 */
export function encodeTable({ columns, rows }: Table, { columns: encodings, width }: TableEncoding): Arrays {
  const from = encodings.map(({ name }) => {
    const index = columns.findIndex((column) => column.name === name);
    if (index >= 0) return index;
    throw new DataError(
      'data.table.columns',
      `The table has no column “${name}”.`,
      `Its columns are: ${listed(columns.map((column) => column.name))}.`,
      'Give a table with the columns that the model learned from.',
    );
  });
  const places = encodings.map((encoding) =>
    encoding.kind === 'category' ? new Map(encoding.categories.map((word, place) => [word, place])) : null,
  );
  const data = new Float32Array(rows.length * width);
  for (const [row, cells] of rows.entries()) {
    let at = row * width;
    for (const [index, encoding] of encodings.entries()) {
      const cell = cells[from[index] ?? 0] ?? null;
      const words = places[index];
      if (cell === null && encoding.missing) data[at + widthOf(encoding) - 1] = 1;
      else if (words && typeof cell === 'string' && words.has(cell)) data[at + (words.get(cell) ?? 0)] = 1;
      else if (encoding.kind !== 'category' && typeof cell === 'number' && Number.isFinite(cell))
        data[at] = scaleUp(encoding.scale, cell);
      else throw unseen(encoding, cell, row);
      at += widthOf(encoding);
    }
  }
  return { shape: [width], count: rows.length, data };
}

/**
 * Numbers as rows again: the greatest of a category's places, numbers rounded as those that were read, a value missing where its mark is above
 * ½. What `encodeTable` made comes back as it was, as far as 32 bits and the range that the encoding saw go.
 * @throws DataError `data.table.width`
 */
export function decodeTable({ data, count, shape }: Arrays, { columns: encodings, width }: TableEncoding): Table {
  if (shape.length !== 1 || shape[0] !== width)
    throw new DataError(
      'data.table.width',
      'These numbers are not rows of this table.',
      `A row has ${width} numbers, and each of these has ${shape.join(' × ')}.`,
      'Decode them with the encoding that made them.',
    );
  const rows = Array.from({ length: count }, (_, row) => {
    let at = row * width;
    return encodings.map((encoding) => {
      const numbers = data.subarray(at, at + widthOf(encoding));
      at += widthOf(encoding);
      return decodeCell(encoding, numbers);
    });
  });
  return {
    columns: encodings.map((encoding) =>
      encoding.kind === 'category'
        ? { name: encoding.name, kind: encoding.kind, categories: encoding.categories }
        : { name: encoding.name, kind: encoding.kind },
    ),
    rows,
  };
}

function decodeCell(encoding: ColumnEncoding, numbers: Float32Array): Cell {
  if (encoding.kind === 'category') {
    let best = 0;
    for (let place = 1; place < numbers.length; place++) if ((numbers[place] ?? 0) > (numbers[best] ?? 0)) best = place;
    return encoding.categories[best] ?? null;
  }
  if (encoding.missing && (numbers[1] ?? 0) > 0.5) return null;
  const value = scaleBack(encoding.scale, numbers[0] ?? 0);
  if (!Number.isFinite(value)) return null;
  return encoding.decimals === null ? value : Number(value.toFixed(encoding.decimals)) + 0;
}

/** The most digits after the point that any of these needs, or null when some need an exponent or more than 12. */
function decimalsOf(values: readonly number[]): number | null {
  let most = 0;
  for (const value of values) {
    const text = String(value);
    const digits = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
    if (text.includes('e') || digits > 12) return null;
    most = Math.max(most, digits);
  }
  return most;
}

function unseen(encoding: ColumnEncoding, cell: Cell, row: number): DataError {
  const what = cell === null ? 'no value' : `“${String(cell).slice(0, 40)}”`;
  return new DataError(
    'data.table.unseen',
    `Row ${row + 1} has ${what} in column “${encoding.name}”.`,
    encoding.kind === 'category'
      ? `The categories that were seen are: ${listed(encoding.categories)}.`
      : 'Every row that was seen had a number there.',
    'Take such rows out, or learn from a table that has them too.',
  );
}

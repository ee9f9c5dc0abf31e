import type { Arrays } from '../../arrays';
import type { Random } from '../../random';
import { DataError } from '../error';
import type { Scaling } from '../points/standardise';
import { fitScale, type Scale, type ScaleKind, scaleBack, scaleUp } from './scale';
import { type Cell, columnAt, listed, type Table } from './table';

export interface EncodeOptions {
  readonly scaling?: ScaleKind;
  /** The column of categories that becomes the class of each row instead of numbers. */
  readonly classes?: string;
  /** Marks missing values in every column, also where this table has none. */
  readonly markMissing?: boolean;
}

/** How one column becomes numbers. Plain data, kept with the model that learned from them. */
export type ColumnEncoding =
  | {
      readonly kind: 'number' | 'whole';
      readonly name: string;
      readonly scale: Scale;
      /** Digits after the point, to which what comes back is rounded; null where numbers have no end there. */
      readonly decimals: number | null;
      /** The least and the greatest that were there: what comes back stays between them. */
      readonly range: readonly [number, number];
      /** Whether a second number says that the value is missing. */
      readonly missing: boolean;
    }
  | {
      readonly kind: 'category';
      readonly name: string;
      readonly categories: readonly string[];
      /** Whether one more place after the categories stands for a missing value. */
      readonly missing: boolean;
    }
  /** No numbers in the row, but the class of it; the class after all categories is that of a missing value. */
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly categories: readonly string[];
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
export function fitEncoding(
  table: Table,
  { scaling = 'standard', classes, markMissing = false }: EncodeOptions = {},
): TableEncoding {
  const { columns, rows } = table;
  const labelled = classes === undefined ? -1 : columnAt(table, classes);
  const encodings = columns.map(({ name, kind, categories = [] }, index): ColumnEncoding => {
    const missing = markMissing || rows.some((row) => row[index] === null);
    if (index === labelled && kind !== 'category')
      throw new DataError(
        'data.table.kind',
        `Column “${name}” holds numbers, and classes are words.`,
        'Each different value would be a class of its own.',
        'Choose a column of categories, or read this one as categories.',
      );
    if (kind === 'category') {
      if (categories.length > MOST_CATEGORIES)
        throw new DataError(
          'data.table.categories',
          `Column “${name}” has ${categories.length.toLocaleString('en')} different values.`,
          `A category may have ${MOST_CATEGORIES.toLocaleString('en')}: each becomes a number of its own in every row.`,
          'Leave the column out, or group its values.',
        );
      return { kind: index === labelled ? 'class' : kind, name, categories, missing };
    }
    const present = rows.map((row) => row[index]).filter((cell) => typeof cell === 'number');
    return {
      kind,
      name,
      missing,
      scale: fitScale(scaling, present),
      decimals: kind === 'whole' ? 0 : decimalsOf(present),
      range: rangeOf(present),
    };
  });
  return { columns: encodings, width: encodings.reduce((sum, encoding) => sum + widthOf(encoding), 0) };
}

/** How many numbers a column becomes. */
export function widthOf(encoding: ColumnEncoding): number {
  if (encoding.kind === 'class') return 0;
  return (encoding.kind === 'category' ? encoding.categories.length : 1) + (encoding.missing ? 1 : 0);
}

/**
 * What training takes off each number of a row and divides it by. Numbers are on their scale, places of categories go from 0, 1 to −1, 1 (Chen et al.
 * 2023, analog bits): by its own deviation the mark of what is rarely missing would be the largest number of all.
 */
export function scalingOfRows(encoding: TableEncoding): Scaling {
  const marks = marksOf(encoding);
  return { mean: marks.map((mark) => (mark ? 0.5 : 0)), deviation: marks.map((mark) => (mark ? 0.5 : 1)) };
}

/** Which numbers of a row are places of categories, or say that a value is missing: 0 or 1. */
const marksOf = ({ columns }: TableEncoding): readonly boolean[] =>
  columns.flatMap((encoding) =>
    Array.from({ length: widthOf(encoding) }, (_, place) => encoding.kind === 'category' || place > 0),
  );

/** The names of the classes of rows, where a column of the table gives them. */
export function classesOf({ columns }: TableEncoding): readonly string[] | undefined {
  const found = columns.find((column) => column.kind === 'class');
  if (found?.kind !== 'class') return undefined;
  return found.missing ? [...found.categories, 'missing'] : found.categories;
}

/** The name of each number of a row: `mass`, `mass is missing`, `sex = male`. */
export const namesOfNumbers = ({ columns }: TableEncoding): string[] =>
  columns.flatMap((encoding) => {
    if (encoding.kind === 'class') return [];
    return [
      ...(encoding.kind === 'category'
        ? encoding.categories.map((word) => `${encoding.name} = ${word}`)
        : [encoding.name]),
      ...(encoding.missing ? [`${encoding.name} is missing`] : []),
    ];
  });

/**
 * Rows as numbers, `[width]`. A missing number stands at 0, the middle of its scale. With `spread`, marks are anywhere in [0, ½) or [½, 1) instead of at 0 or 1,
 * and decode to what they were: a density over marks that are exact grows without bound (Theis et al. 2016, section 3.1). So does one over missing numbers that all stand at one
 * place: each is drawn from a normal distribution then, and its mark alone is read.
 * @throws DataError `data.table.columns` for another table's columns, `data.table.unseen` for what the encoding never saw
 */
export function encodeTable(table: Table, encoding: TableEncoding, spread?: Random): Arrays {
  const { columns: encodings, width } = encoding;
  const from = encodings.map(({ name }) => columnAt(table, name));
  const places = encodings.map((one) =>
    'categories' in one ? new Map(one.categories.map((word, place) => [word, place])) : null,
  );
  const classes = classesOf(encoding);
  const { rows } = table;
  const data = new Float32Array(rows.length * width);
  const labels = new Int32Array(classes ? rows.length : 0);
  const unknown = spread?.split('missing numbers');
  for (const [row, cells] of rows.entries()) {
    let at = row * width;
    for (const [index, one] of encodings.entries()) {
      const cell = cells[from[index] ?? 0] ?? null;
      const place = typeof cell === 'string' ? places[index]?.get(cell) : undefined;
      if (one.kind === 'class' && (place !== undefined || (cell === null && one.missing)))
        labels[row] = place ?? one.categories.length;
      else if (one.kind === 'class') throw unseen(one, cell, row);
      else if (cell === null && one.missing) {
        data[at + widthOf(one) - 1] = 1;
        if (unknown && one.kind !== 'category') data[at] = unknown.normal();
      } else if (place !== undefined) data[at + place] = 1;
      else if (one.kind !== 'category' && typeof cell === 'number' && Number.isFinite(cell))
        data[at] = scaleUp(one.scale, cell);
      else throw unseen(one, cell, row);
      at += widthOf(one);
    }
  }
  if (spread) spreadMarks(data, encoding, spread);
  return { shape: [width], count: rows.length, data, ...(classes && { labels, classes }) };
}

function spreadMarks(data: Float32Array, encoding: TableEncoding, random: Random): void {
  const marks = marksOf(encoding);
  for (const [at, value] of data.entries()) if (marks[at % encoding.width]) data[at] = (value + random.next()) / 2;
}

/**
 * Numbers as rows again: the greatest of a category's places, numbers rounded as those that were read, a value missing where its mark is above
 * ½. What `encodeTable` made comes back as it was, as far as 32 bits and the range that the encoding saw go.
 * @throws DataError `data.table.width`, and `data.table.classes` where the class of each row is a column and the rows have none
 */
export function decodeTable({ data, count, shape, labels }: Arrays, encoding: TableEncoding): Table {
  const { columns: encodings, width } = encoding;
  if (shape.length !== 1 || shape[0] !== width)
    throw new DataError(
      'data.table.width',
      'These numbers are not rows of this table.',
      `A row has ${width} numbers, and each of these has ${shape.join(' × ')}.`,
      'Decode them with the encoding that made them.',
    );
  const classColumn = encodings.find(({ kind }) => kind === 'class');
  if (classColumn && !labels)
    throw new DataError(
      'data.table.classes',
      `These rows have no class, and column “${classColumn.name}” is made from it.`,
      'The model that made them was not told the class.',
      'Switch on “Told the class” in its “Example input”, or encode the table without classes.',
    );
  const rows = Array.from({ length: count }, (_, row) => {
    let at = row * width;
    return encodings.map((one) => {
      if (one.kind === 'class') return one.categories[labels?.[row] ?? 0] ?? null;
      const numbers = data.subarray(at, at + widthOf(one));
      at += widthOf(one);
      return decodeCell(one, numbers);
    });
  });
  return {
    columns: encodings.map((one) =>
      'categories' in one
        ? { name: one.name, kind: 'category', categories: one.categories }
        : { name: one.name, kind: one.kind },
    ),
    rows,
  };
}

function decodeCell(encoding: Exclude<ColumnEncoding, { kind: 'class' }>, numbers: Float32Array): Cell {
  if (encoding.kind === 'category') {
    let best = 0;
    for (let place = 1; place < numbers.length; place++) if ((numbers[place] ?? 0) > (numbers[best] ?? 0)) best = place;
    return encoding.categories[best] ?? null;
  }
  if (encoding.missing && (numbers[1] ?? 0) > 0.5) return null;
  const value = scaleBack(encoding.scale, numbers[0] ?? 0);
  if (!Number.isFinite(value)) return null;
  const rounded = encoding.decimals === null ? value : Number(value.toFixed(encoding.decimals)) + 0;
  const [least, greatest] = encoding.range;
  return Math.min(greatest, Math.max(least, rounded));
}

/** From the least to the greatest; of none, from 0 to 0. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 0];
  return [
    values.reduce((least, value) => Math.min(least, value), Infinity),
    values.reduce((greatest, value) => Math.max(greatest, value), -Infinity),
  ];
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
    'categories' in encoding
      ? `The categories that were seen are: ${listed(encoding.categories)}.`
      : 'Every row that was seen had a number there.',
    'Take such rows out, or learn from a table that has them too.',
  );
}

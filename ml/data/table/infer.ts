import { DataError } from '../error';
import { type Cell, type Column, type ColumnKind, type ColumnReport, listed, TABLE_LIMITS, type Table } from './table';

export interface InferOptions {
  /** What a cell says when its value is missing; white space around it does not count. */
  readonly missing?: readonly string[];
  /** Kinds of columns that the user knows better, by name. */
  readonly kinds?: Readonly<Record<string, ColumnKind>>;
  /**
   * Takes words among numbers for missing values, and reports them: in a column that is said to be numbers, and in one where at most a twentieth
   * are words. Otherwise the former is refused and the latter is a category.
   */
  readonly lenient?: boolean;
}

/** The usual ways to say that a value is missing. */
export const MISSING = ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', '?'] as const;

/**
 * A table from rows of text, the headings first. A column whose every value is a plain number is numbers, whole ones if all are; any other is
 * categories, and so is one with zeros in front as in 00417, which a number would lose. Short rows end in missing values.
 * @throws DataError `data.table.empty`, `data.table.columns`, `data.table.size`, `data.table.row`, `data.table.kind`
 */
export function inferTable(
  text: readonly (readonly string[])[],
  { missing = MISSING, kinds = {}, lenient = false }: InferOptions = {},
): { readonly table: Table; readonly report: readonly ColumnReport[] } {
  const headings = namesOf(text[0] ?? []);
  refuse(headings, text, kinds);
  const isMissing = new Set(missing);
  const read = headings.map((name, index) =>
    readColumn(name, text, index, isMissing, lenient, Object.hasOwn(kinds, name) ? kinds[name] : undefined),
  );
  const rows = Array.from({ length: text.length - 1 }, (_, row) => read.map(({ cells }) => cells[row] ?? null));
  return {
    table: { columns: read.map(({ column }) => column), rows },
    report: read.map(({ report }) => report),
  };
}

interface ReadColumn {
  readonly column: Column;
  readonly cells: readonly Cell[];
  readonly report: ColumnReport;
}

function readColumn(
  name: string,
  text: readonly (readonly string[])[],
  index: number,
  isMissing: ReadonlySet<string>,
  lenient: boolean,
  asked: ColumnKind | undefined,
): ReadColumn {
  const words: (string | null)[] = [];
  for (let row = 1; row < text.length; row++) {
    const word = text[row]?.[index]?.trim() ?? '';
    words.push(isMissing.has(word) ? null : word);
  }
  const present = words.filter((word) => word !== null);
  const odd = present.filter((word) => !isNumber(word));
  const isWhole = present.every((word) => !isNumber(word) || Number.isSafeInteger(Number(word)));
  const fewOdd = odd.length <= (lenient ? present.length * FEW : 0);
  const found =
    present.length === 0 || !fewOdd || present.some(hasZerosInFront) ? 'category' : isWhole ? 'whole' : 'number';
  const kind = asked ?? found;
  if (kind === 'category') {
    const categories = [...new Set(present)].sort(byCodeUnits);
    return {
      column: { name, kind, categories },
      cells: words,
      report: reportOf(name, kind, words, categories.length, remarkOn(present, odd, categories.length)),
    };
  }
  const fits = (word: string) => isNumber(word) && (kind === 'number' || Number.isSafeInteger(Number(word)));
  const unfit = words.filter((word) => word !== null && !fits(word));
  if (!lenient) refuseOdd(name, kind, words, unfit[0] ?? null);
  const cells = words.map((word) => (word === null || !fits(word) ? null : Number(word) + 0));
  const distinct = new Set(cells.filter((cell) => cell !== null)).size;
  const report = reportOf(name, kind, words, distinct, undefined);
  return {
    column: { name, kind },
    cells,
    report: unfit.length === 0 ? report : { ...report, unreadable: { count: unfit.length, first: unfit[0] ?? '' } },
  };
}

/** The share of words among numbers that may be slips of the pen. */
const FEW = 1 / 20;

const isNumber = (word: string) => /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word) && Number.isFinite(Number(word));
const hasZerosInFront = (word: string) => /^[+-]?0\d/.test(word);
const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function reportOf(
  name: string,
  kind: ColumnKind,
  words: readonly (string | null)[],
  distinct: number,
  remark: string | undefined,
): ColumnReport {
  const missing = words.filter((word) => word === null).length;
  return { name, kind, missing, distinct, ...(remark && { remark }) };
}

/** What may be a mistake in a column of categories. */
function remarkOn(present: readonly string[], odd: readonly string[], distinct: number): string | undefined {
  if (present.length === 0) return 'Every value is missing.';
  if (odd.length > 0 && odd.length <= present.length * FEW)
    return `All but ${odd.length} of ${present.length} values are numbers; “${(odd[0] ?? '').slice(0, 40)}” is not.`;
  if (distinct > 20 && distinct > present.length / 2)
    return `${distinct} of ${present.length} values are different, as names or dates are: a model learns little from them.`;
  return undefined;
}

function refuseOdd(name: string, kind: ColumnKind, words: readonly (string | null)[], odd: string | null): void {
  if (odd === null) return;
  const row = words.indexOf(odd);
  throw new DataError(
    'data.table.kind',
    `Column “${name}” does not hold ${kind === 'whole' ? 'whole numbers' : 'numbers'} only.`,
    `Row ${row + 1} says “${odd.slice(0, 40)}”.`,
    'Read it as categories, or mend the table.',
  );
}

/** Every heading a name of its own: “column 3” where there is none, “x (2)” for the second x. */
function namesOf(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  return headings.map((heading, index) => {
    const plain = heading.trim() || `column ${index + 1}`;
    let name = plain;
    for (let again = 2; taken.has(name); again++) name = `${plain} (${again})`;
    taken.add(name);
    return name;
  });
}

function refuse(
  headings: readonly string[],
  text: readonly (readonly string[])[],
  kinds: Readonly<Record<string, ColumnKind>>,
): void {
  const rows = text.length - 1;
  if (headings.length === 0 || rows < 1)
    throw new DataError(
      'data.table.empty',
      headings.length === 0 ? 'The table is empty.' : 'The table has headings and no rows.',
      'Its first row names the columns, and each row after that is one example.',
      'Choose a table with rows in it.',
    );
  if (headings.length > TABLE_LIMITS.columns || rows * headings.length > TABLE_LIMITS.cells)
    throw new DataError(
      'data.table.size',
      'The table is too large.',
      `It has ${headings.length.toLocaleString('en')} columns and ${rows.toLocaleString('en')} rows; at most ${TABLE_LIMITS.columns.toLocaleString('en')} columns and ${TABLE_LIMITS.cells.toLocaleString('en')} cells are read.`,
      'Use a part of it.',
    );
  const long = text.findIndex((row) => row.slice(headings.length).some((cell) => cell.trim() !== ''));
  if (long > 0)
    throw new DataError(
      'data.table.row',
      `Row ${long} of the table has more cells than there are headings.`,
      `It has ${text[long]?.length}, and there are ${headings.length} headings.`,
      'Put quotes around cells with a comma in them, or name every column.',
    );
  const unknown = Object.keys(kinds).find((name) => !headings.includes(name));
  if (unknown !== undefined)
    throw new DataError(
      'data.table.columns',
      `The table has no column “${unknown}”.`,
      `Its columns are: ${listed(headings)}.`,
      'Name one of them.',
    );
}

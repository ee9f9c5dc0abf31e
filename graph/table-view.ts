import type { Table, TableCell } from './kinds';
import { type HistogramsView, VIEW_LIMITS, type View } from './view';

/** What can be seen of a table: so many rows from `offset` on, and what there is in all. */
export function tableView({ columns, rows }: Table, most: number = VIEW_LIMITS.items, offset = 0): View {
  const shown = columns.slice(0, VIEW_LIMITS.columns);
  const cells = rows.length * columns.length;
  const best = shown.map(
    ({ better }, index) =>
      better &&
      bestOf(
        rows.map((row) => row[index] ?? null),
        better,
      ),
  );
  const missing = rows.reduce((sum, row) => sum + row.filter((cell) => cell === null).length, 0);
  return {
    view: 'table',
    columns: shown.map(({ name }) => name),
    rows: rows.slice(offset, offset + most).map((row) =>
      shown.map(({ decimals }, index) => {
        const cell = row[index] ?? null;
        return `${readableCell(cell, decimals)}${cell !== null && cell === best[index] ? ' ★' : ''}`;
      }),
    ),
    caption: [
      `${rows.length.toLocaleString('en')} ${rows.length === 1 ? 'row' : 'rows'}`,
      `${columns.length.toLocaleString('en')} ${columns.length === 1 ? 'column' : 'columns'}`,
      ...(missing > 0 ? [`${missing.toLocaleString('en')} of ${cells.toLocaleString('en')} cells missing`] : []),
    ].join(' · '),
  };
}

/** The best of the numbers of a column; none where there are not two that differ. */
export function bestOf(cells: readonly TableCell[], better: 'lower' | 'higher'): number | undefined {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  if (new Set(numbers).size < 2) return undefined;
  return better === 'lower' ? Math.min(...numbers) : Math.max(...numbers);
}

/** Numbers as text, since 2021 in a table is a year rather than 2,021. */
const readableCell = (cell: TableCell, decimals?: number): string => {
  if (cell === null) return '–';
  if (typeof cell !== 'number') return cell.slice(0, 200);
  return String(Number(decimals === undefined ? cell.toPrecision(6) : cell.toFixed(decimals)));
};

/** A table with what it is called in a picture. */
export interface NamedTable {
  readonly name: string;
  readonly table: Table;
  readonly role?: 'given' | 'made';
}

/** Bars of a column, at most. */
const BARS = 12;

/** How each column is spread in each of the tables, over the range that it has in the first: bars of numbers, of words, and of what is missing. */
export function histogramsView(tables: readonly NamedTable[], caption?: string): HistogramsView {
  const [first] = tables;
  return {
    view: 'histograms',
    columns: (first?.table.columns ?? []).slice(0, VIEW_LIMITS.columns).map(({ name }) => {
      const cells = tables.map(({ table }) => cellsOf(table, name));
      const { bars, placeOf } = barsOf(cells[0] ?? [], cells);
      const missing = cells.some((some) => some.includes(null));
      return {
        name,
        bars: missing ? [...bars, 'missing'] : bars,
        series: tables.map(({ name: title, role }, index) => ({
          name: title,
          shares: sharesOf(cells[index] ?? [], bars.length + Number(missing), (cell) =>
            cell === null ? bars.length : placeOf(cell),
          ),
          ...(role && { role }),
        })),
      };
    }),
    ...(caption !== undefined && { caption }),
  };
}

interface Bars {
  readonly bars: readonly string[];
  placeOf(cell: string | number): number;
}

function barsOf(first: readonly TableCell[], all: readonly (readonly TableCell[])[]): Bars {
  const numbers = first.filter((cell) => typeof cell === 'number');
  if (numbers.length === 0) return wordBars(all.flat().filter((cell) => typeof cell === 'string'));
  const distinct = [...new Set(numbers)].sort((a, b) => a - b);
  const [low = 0, high = 0] = [distinct[0], distinct.at(-1)];
  if (distinct.length <= BARS)
    return {
      bars: distinct.map((value) => String(Number(value.toPrecision(6)))),
      placeOf: (cell) => nearest(distinct, Number(cell)),
    };
  const width = (high - low) / BARS;
  return {
    bars: Array.from({ length: BARS }, (_, bar) => `${short(low + bar * width)} to ${short(low + (bar + 1) * width)}`),
    placeOf: (cell) => Math.min(BARS - 1, Math.max(0, Math.floor((Number(cell) - low) / width))),
  };
}

/** The most frequent words, and all others in one bar. */
function wordBars(words: readonly string[]): Bars {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
  const many = sorted.length > BARS;
  const kept = sorted.slice(0, many ? BARS - 1 : BARS).sort();
  const places = new Map(kept.map((word, place) => [word, place]));
  return {
    bars: [...kept.map((word) => word.slice(0, 40)), ...(many ? ['others'] : [])],
    placeOf: (cell) => places.get(String(cell)) ?? kept.length,
  };
}

function nearest(sorted: readonly number[], value: number): number {
  let best = 0;
  for (const [place, one] of sorted.entries())
    if (Math.abs(one - value) < Math.abs((sorted[best] ?? 0) - value)) best = place;
  return best;
}

function sharesOf(cells: readonly TableCell[], bars: number, placeOf: (cell: TableCell) => number): number[] {
  const counts = new Array<number>(bars).fill(0);
  for (const cell of cells) {
    const place = placeOf(cell);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts.map((count) => Math.round((1e4 * count) / Math.max(1, cells.length)) / 1e4);
}

function cellsOf({ columns, rows }: Table, name: string): readonly TableCell[] {
  const at = columns.findIndex((column) => column.name === name);
  return rows.map((row) => row[at] ?? null);
}

const short = (value: number): string => String(Number(value.toPrecision(3)));

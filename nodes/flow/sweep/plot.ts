import { type ParallelView, type Table, type TableCell, type TableColumn, VIEW_LIMITS } from '@/graph';

/** Axes that one can still tell apart. */
const MOST_AXES = 8;

/** The tries of a sweep as lines across their settings and measures. @param best the row that is marked */
export function parallelView({ columns, rows }: Table, best: number | null): ParallelView {
  // The measure that counts stands at the end, where the lines are told apart.
  const first = columns.findIndex(({ better }) => better !== undefined);
  const order = [...columns.keys()].filter((index) => index !== first).slice(0, MOST_AXES - 1);
  if (first >= 0) order.push(first);
  const shown = rows.slice(0, VIEW_LIMITS.lines);
  return {
    view: 'parallel',
    axes: order.flatMap((index) => {
      const column = columns[index];
      return column
        ? [
            axisOf(
              column,
              rows.map((row) => row[index] ?? null),
            ),
          ]
        : [];
    }),
    lines: shown.map((row) => order.map((index) => placeOf(row[index] ?? null, columns[index]))),
    best: best !== null && best < shown.length ? best : null,
    caption: `${rows.length.toLocaleString('en')} ${rows.length === 1 ? 'try' : 'tries'}`,
  };
}

function axisOf({ name, better, categories }: TableColumn, cells: readonly TableCell[]): ParallelView['axes'][number] {
  const numbers = cells.filter((cell) => typeof cell === 'number');
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return {
    name,
    ...(better && { better }),
    ...(categories && { words: categories }),
    ...(!categories && low > 0 && high / low >= 10 && { log: true }),
  };
}

function placeOf(cell: TableCell, column: TableColumn | undefined): number | null {
  if (typeof cell !== 'string') return cell;
  const place = column?.categories?.indexOf(cell) ?? -1;
  return place >= 0 ? place : null;
}

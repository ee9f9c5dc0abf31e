import { DataError } from '../data/error';
import type { Cell, Table } from '../data/table';
import type { Quantity } from './system';
import type { Trajectories, Trajectory } from './trajectory';

export interface TableRuns {
  /** Headings; a column that is not there is done without. */
  readonly time: string;
  readonly run: string;
  readonly controls: readonly string[];
  readonly parameters: readonly string[];
  /** Seconds from row to row where no column tells them. */
  readonly timeStep: number;
}

/** Runs of a table, and what was done to it on the way. */
export interface ReadRuns {
  readonly trajectories: Trajectories;
  /** Cells that were missing, and were drawn as a line between their neighbours. */
  readonly filled: number;
  /** Columns of words, which were left out. */
  readonly leftOut: readonly string[];
}

/**
 * Runs of a table whose rows are moments, in the order in which they stand.
 * @throws DataError for headings that are not there, steps of time that are uneven, columns without a number, and runs of a single row
 */
export function runsFromTable(table: Table, { time, run, controls, parameters, timeStep }: TableRuns): ReadRuns {
  const told = new Set([time, run, ...controls, ...parameters]);
  const others = table.columns.filter(({ name }) => !told.has(name));
  const variables = others.filter(({ kind }) => kind !== 'category').map(({ name }) => name);
  if (variables.length === 0)
    throw new DataError(
      'data.series.no-variables',
      'This table has no column of what was measured.',
      'Besides those that are named there is no column of numbers.',
      'Give it at least one column of what was measured.',
    );
  const numbers = new Map([...variables, ...controls, ...parameters].map((name) => [name, numbersIn(table, name)]));
  const groups = groupsOf(table, run);
  let filled = 0;
  const steps: number[] = [];
  const runs = groups.map((rows, start): Trajectory => {
    if (rows.length < 2)
      throw new DataError(
        'data.series.short',
        `Run ${start + 1} has a single row.`,
        'A run is two moments at least.',
        'Leave it out, or look at the column of runs.',
      );
    const columnsOf = (names: readonly string[]): Float64Array => {
      const columns = names.map((name) => {
        const whole = filledIn(
          rows.map((row) => numbers.get(name)?.[row] ?? null),
          name,
          start,
        );
        filled += whole.filled;
        return whole.values;
      });
      return Float64Array.from(
        { length: rows.length * names.length },
        (_, at) => columns[at % names.length]?.[Math.floor(at / names.length)] ?? 0,
      );
    };
    steps.push(stepIn(table, time, rows, start) ?? timeStep);
    return {
      start,
      by: 'recorded',
      states: columnsOf(variables),
      controls: columnsOf(controls),
      parameters: parameters.map(
        (name) => rows.map((row) => numbers.get(name)?.[row] ?? null).find((one) => one !== null) ?? 0,
      ),
    };
  });
  const [step = timeStep] = steps;
  if (steps.some((one) => Math.abs(one / step - 1) > UNEVEN))
    throw new DataError(
      'data.series.steps',
      'Runs of this table have different steps of time.',
      `One has ${step} s, another ${steps.find((one) => Math.abs(one / step - 1) > UNEVEN)} s.`,
      'Bring all to one step of time.',
    );
  return {
    trajectories: {
      system: null,
      timeStep: step,
      variables: variables.map(quantityOf),
      controls: controls.map(quantityOf),
      parameters: parameters.map(quantityOf),
      runs,
    },
    filled,
    leftOut: others.filter(({ kind }) => kind === 'category').map(({ name }) => name),
  };
}

/** So far may steps of time differ from each other. */
const UNEVEN = 0.02;

function numbersIn(table: Table, name: string): readonly (number | null)[] {
  const at = table.columns.findIndex((column) => column.name === name);
  if (at < 0 || table.columns[at]?.kind === 'category')
    throw new DataError(
      'data.series.column',
      at < 0 ? `There is no column “${name}”.` : `The column “${name}” holds words.`,
      'Numbers are needed here.',
      `Name one of ${
        table.columns
          .filter(({ kind }) => kind !== 'category')
          .map((one) => `“${one.name}”`)
          .join(', ') || 'a table with numbers'
      }.`,
    );
  return table.rows.map((row) => (typeof row[at] === 'number' ? row[at] : null));
}

/** The rows of each run, in the order in which runs come first. */
function groupsOf(table: Table, run: string): readonly (readonly number[])[] {
  const at = table.columns.findIndex(({ name }) => name === run);
  const groups = new Map<Cell, number[]>();
  for (const [row, cells] of table.rows.entries()) {
    const key = at < 0 ? null : (cells[at] ?? null);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** The step of time of a run; null where no column tells it. */
function stepIn(table: Table, time: string, rows: readonly number[], start: number): number | null {
  if (!table.columns.some(({ name }) => name === time)) return null;
  const all = numbersIn(table, time);
  const times = rows.map((row) => all[row] ?? Number.NaN);
  const step = ((times.at(-1) ?? Number.NaN) - (times[0] ?? 0)) / (rows.length - 1);
  const odd = times.findIndex((one, at) => at > 0 && !(Math.abs((one - (times[at - 1] ?? 0)) / step - 1) <= UNEVEN));
  if (odd > 0 || !(step > 0))
    throw new DataError(
      'data.series.uneven',
      `In run ${start + 1} the step of time is not the same everywhere: row ${(rows[Math.max(0, odd)] ?? 0) + 2} stands out.`,
      'What foretells the next state has to know how much later that is.',
      'Give rows at even steps of time, in order, or empty “Column of time” to count rows.',
    );
  return step;
}

/** Missing numbers as a line between their neighbours; at the ends as the nearest. */
function filledIn(cells: readonly (number | null)[], name: string, start: number) {
  const known = cells.flatMap((cell, at) => (cell === null ? [] : [at]));
  if (known.length === 0)
    throw new DataError(
      'data.series.empty',
      `In run ${start + 1} the column “${name}” has no number.`,
      'There is nothing to draw a line between.',
      'Leave that column out, or that run.',
    );
  let next = 0;
  const values = cells.map((cell, at) => {
    if (cell !== null) return cell;
    while (next < known.length && (known[next] ?? 0) < at) next += 1;
    const [before, after] = [known[next - 1], known[next]];
    const [low, high] = [before ?? after ?? 0, after ?? before ?? 0];
    const share = high > low ? (at - low) / (high - low) : 0;
    return (cells[low] ?? 0) * (1 - share) + (cells[high] ?? 0) * share;
  });
  return { values, filled: cells.length - known.length };
}

/** `angle [rad]`: a name, and its unit where one is told. */
function quantityOf(heading: string): Quantity {
  const [, name = heading, unit = ''] = /^(.*?)\s*\[([^\]]*)\]$/.exec(heading) ?? [];
  return { name: name || heading, unit };
}

import { histogramsView, type Metric, type Metrics, numbersView, type Run, type RunContext } from '@/graph';
import { listed, type Table, takeRows } from '@/ml/data/table';
import { associationDifferences } from '@/ml/metrics/tables/association';
import { marginalDistance } from '@/ml/metrics/tables/marginals';
import { readable } from '../figures';
import { closeness } from './copies';
import { refuseUnfit } from './fit';
import type { evaluateTables } from './node';
import { predictions } from './predict';

/** The most rows of a table that pairs of rows are looked at of, and the most columns that pairs of columns are. */
const [MOST_ROWS, MOST_COLUMNS] = [2_000, 40];

export const run: Run<typeof evaluateTables> = async ({ made, real, training }, { target, neighbours }, context) => {
  refuseUnfit([['Made', made], ['Real', real], ...(training ? [['Training', training] as const] : [])]);
  const picture = histogramsView([
    { name: 'Real', table: real, role: 'given' },
    { name: 'Made', table: made, role: 'made' },
  ]);
  context.preview(picture, 'metrics');
  const total = training ? 4 : 2;
  const next = async (done: number, message: string) => {
    context.progress({ done, total, message });
    await context.breathe();
  };
  // What chance does: training rows against real ones, or two halves of these.
  const chance: readonly [Table, Table] = training ? [training, real] : halves(real);
  const among = training ? 'Training rows and real rows' : 'Two halves of the real rows';

  await next(0, 'columns');
  const columns = columnsApart(made, real, chance, among);
  await next(1, 'pairs of columns');
  const pairs = await pairsApart(made, real, chance, among, context);
  const parts = [columns, pairs];
  if (training) {
    const some = {
      made: drawn(made, 'made', context),
      real: drawn(real, 'real', context),
      training: drawn(training, 'training', context),
    };
    await next(2, 'predictions');
    parts.push(await predictions(some, { target: target.trim(), neighbours }, context));
    await next(3, 'copies');
    // All training rows: a copy of one that was left out would not be found.
    parts.push(await closeness({ ...some, training }, context));
  }
  context.progress({ done: total, total });
  const metrics: Metrics = {
    values: parts.flatMap(({ values }) => values),
    curves: [],
    notes: [
      ...parts.flatMap(({ notes }) => notes),
      ...(training
        ? []
        : ['Connect “Training” to see what can be learned from made rows, and whether they are copies.']),
    ],
  };
  context.preview(numbersView(metrics, picture), 'metrics', 'stays');
  return { metrics };
};

interface Part {
  readonly values: readonly Metric[];
  readonly notes: readonly string[];
}

function columnsApart(made: Table, real: Table, [one, other]: readonly [Table, Table], among: string): Part {
  const apart = made.columns.map(({ name }) => ({ name, distance: marginalDistance(made, real, name) }));
  const usual = mean(made.columns.map(({ name }) => marginalDistance(one, other, name)));
  const sorted = apart.toSorted((a, b) => b.distance - a.distance);
  return {
    values: [
      {
        name: 'Columns apart',
        value: mean(apart.map(({ distance }) => distance)),
        better: 'lower',
        help: `How differently single columns are spread, the mean of all: 0 is alike, 1 has nothing in common. ${among} have ${readable(usual)}.`,
      },
    ],
    notes: [
      `Columns furthest apart: ${sorted
        .slice(0, 3)
        .map(({ name, distance }) => `“${name}” ${readable(distance)}`)
        .join(', ')}.`,
    ],
  };
}

async function pairsApart(
  made: Table,
  real: Table,
  [one, other]: readonly [Table, Table],
  among: string,
  { breathe }: RunContext,
): Promise<Part> {
  const names = made.columns.slice(0, MOST_COLUMNS).map(({ name }) => name);
  if (names.length < 2) return { values: [], notes: ['With one column there are no pairs to compare.'] };
  const apart = associationDifferences(made, real, names);
  await breathe();
  const usual = mean(associationDifferences(one, other, names).map(({ difference }) => difference));
  const [worst] = apart.toSorted((a, b) => b.difference - a.difference);
  const left = made.columns.length - names.length;
  return {
    values: [
      {
        name: 'Pairs apart',
        value: mean(apart.map(({ difference }) => difference)),
        better: 'lower',
        help: `How differently each two columns go together (correlation, Cramér’s V, or correlation ratio), the mean of all pairs: 0 is alike. ${among} have ${readable(usual)}.`,
      },
    ],
    notes: [
      ...(worst ? [`Pair furthest apart: ${listed([worst.left, worst.right])} by ${readable(worst.difference)}.`] : []),
      ...(left > 0 ? [`Pairs were taken of the first ${MOST_COLUMNS} columns; ${left} were left out.`] : []),
    ],
  };
}

function drawn(table: Table, label: string, { random }: RunContext): Table {
  if (table.rows.length <= MOST_ROWS) return table;
  const order = random.split(label).shuffle([...table.rows.keys()]);
  return takeRows(table, order.slice(0, MOST_ROWS));
}

function halves(table: Table): readonly [Table, Table] {
  const every = (first: 0 | 1) => ({ ...table, rows: table.rows.filter((_, index) => index % 2 === first) });
  return [every(0), every(1)];
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

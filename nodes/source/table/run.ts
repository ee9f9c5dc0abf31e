import { GenloomError, type Run, type RunContext, tableView, type z } from '@/graph';
import { refuseHuge } from '@/ml/data/read';
import { type ColumnKind, type ColumnReport, inferTable, makeSeabirds, type Table } from '@/ml/data/table';
import { readTableFile } from '../../common/read/data';
import { judged } from './judge';
import { type Said, saidOf } from './kinds';
import type { sourceTable } from './node';

type Params = z.infer<typeof sourceTable.params>;

export const run: Run<typeof sourceTable> = async (_inputs, params, context) => {
  const said = saidOf(params.columns);
  const { table: read, report } = await readOrMake(params, said, context);
  const table = judged(read, report, said, (text) => context.log('warning', text));
  context.preview(tableView(table, 5), 'table');
  return { table };
};

interface Found {
  readonly table: Table;
  readonly report: readonly ColumnReport[];
}

async function readOrMake(
  { origin, file, rows }: Params,
  said: ReadonlyMap<string, Said>,
  { seed, asset, log, breathe }: RunContext,
): Promise<Found> {
  const options = { lenient: true, kinds: kindsOf(said) };
  if (origin === 'built-in') {
    const { columns, rows: cells } = makeSeabirds({ rows, seed });
    // As text once more, so that what the user says of its columns holds here too.
    const text = cells.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
    return inferTable([columns.map(({ name }) => name), ...text], options);
  }
  if (!file)
    throw new GenloomError({
      code: 'source.no-file',
      title: 'No file has been chosen.',
      fix: 'Drop a file on this node, or take the built-in table.',
    });
  refuseHuge(file.name, file.size);
  const warn = (text: string) => log('warning', text);
  return readTableFile({ name: file.name, bytes: await asset(file.sha256) }, options, { warn, breathe });
}

/** What reading needs to know; a column that is left out may hold anything. */
function kindsOf(said: ReadonlyMap<string, Said>): Record<string, ColumnKind> {
  return Object.fromEntries(
    [...said].map(([name, kind]) => [name, kind === 'yes/no' || kind === 'leave out' ? 'category' : kind]),
  );
}

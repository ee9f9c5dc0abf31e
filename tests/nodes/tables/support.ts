import type { Table } from '@/graph';
import { evaluateTables } from '@/nodes/evaluate/tables/node';
import { run as runCompare } from '@/nodes/evaluate/tables/run';
import { sourceTable } from '@/nodes/source/table/node';
import { run as runTable } from '@/nodes/source/table/run';
import { fileOf, testContext } from '../support';

/** The built-in table, as the node makes it. */
export async function seabirds(rows: number, seed = 1, params: object = {}): Promise<Table> {
  const { table } = await runTable({}, sourceTable.params.parse({ rows, ...params }), testContext({ seed }));
  return table;
}

/** A file, as the node reads it, and what it says of it. */
export async function readFile(text: string, params: object = {}, name = 'birds.csv') {
  const { file, files } = fileOf(name, text);
  const context = testContext({ files });
  const { table } = await runTable({}, sourceTable.params.parse({ origin: 'file', file, ...params }), context);
  return { table, logs: context.logs };
}

/** Numbers by name, and what is said besides. */
export async function compare(tables: Parameters<typeof runCompare>[0], params: object = {}) {
  const context = testContext();
  const { metrics } = await runCompare(tables, evaluateTables.params.parse(params), context);
  const numbers: Record<string, number> = {};
  for (const { name, value } of metrics.values) numbers[name] = value;
  return { numbers, notes: metrics.notes, views: context.previews.map(({ view }) => view) };
}

import { type Run, type Table, tableView } from '@/graph';
import { askTables, isTable } from '../../common/sql/ask-tables';
import { namesOf } from '../../common/sql/names';
import type { askTablesBySql } from './node';

export const run: Run<typeof askTablesBySql> = async (inputs, { tables, sql, work, memory }, context) => {
  const given: Record<string, Table> = {};
  for (const name of namesOf(tables).names) {
    const value: unknown = Reflect.get(inputs, name);
    if (isTable(value)) given[name] = value;
  }
  const table = await askTables(given, sql, { steps: work * 1_000_000, bytes: memory * 2 ** 20 });
  context.preview(tableView(table, 5), 'table');
  return { table };
};

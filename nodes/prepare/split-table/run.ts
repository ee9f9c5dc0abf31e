import { GenloomError, type Run } from '@/graph';
import { splitItems } from '@/ml/data/split';
import { columnAt, type Table, takeRows } from '@/ml/data/table';
import type { splitTable } from './node';

export const run: Run<typeof splitTable> = ({ table }, { validation: share, by }, { seed }) => {
  const labels = by.trim() === '' ? undefined : labelsOf(table, by.trim());
  const { kept, aside } = splitItems(
    { count: table.rows.length, ...(labels && { labels }) },
    { share, seed, byClass: labels !== undefined },
  );
  return { training: takeRows(table, kept), validation: takeRows(table, aside) };
};

function labelsOf(table: Table, name: string): Int32Array {
  const index = columnAt(table, name);
  const { kind, categories = [] } = table.columns[index] ?? {};
  if (kind !== 'category')
    throw new GenloomError({
      code: 'table.no-category',
      title: `Column “${name}” holds numbers, of which hardly two are the same.`,
      fix: 'Name a column of categories, or none.',
    });
  const places = new Map(categories.map((word, place) => [word, place]));
  return Int32Array.from(table.rows, (row) => places.get(String(row[index])) ?? categories.length);
}

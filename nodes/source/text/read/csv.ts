import { GenloomError } from '@/graph';
import { csvRows } from '../../../common/read/csv';

/**
 * The texts of one column of a table with headings in its first row (RFC 4180; the delimiter is found out).
 * @throws GenloomError `csv.no-column` that names the columns there are, `csv.no-rows`
 */
export function csvColumn(table: string, column: string, name: string, warn: (text: string) => void): string[] {
  const rows = csvRows(table, name, warn);
  const headings = (rows[0] ?? []).map((heading) => heading.trim());
  const wanted = column.trim().toLowerCase();
  const exact = headings.indexOf(column.trim());
  const index = exact >= 0 ? exact : headings.findIndex((heading) => heading.toLowerCase() === wanted);
  if (index < 0)
    throw new GenloomError({
      code: 'csv.no-column',
      title: `“${name}” has no column “${column}”.`,
      detail: `Its columns are: ${listed(headings)}.`,
      fix: `Set “Column of a .csv” to one of them.`,
    });
  if (rows.length < 2)
    throw new GenloomError({
      code: 'csv.no-rows',
      title: `“${name}” has headings and no rows.`,
      fix: 'Choose a table with text in it.',
    });
  return rows.slice(1).map((row) => row[index] ?? '');
}

const listed = (headings: readonly string[]): string => {
  const shown = headings.slice(0, 20).map((heading) => `“${heading.slice(0, 60)}”`);
  return shown.join(', ') + (headings.length > 20 ? ` and ${headings.length - 20} more` : '');
};

import { GenloomError } from '@/graph';
import { listed, type Table } from '@/ml/data/table';

/** The tables of a comparison, with what the page calls them. */
export type Compared = readonly (readonly [name: string, table: Table])[];

/**
 * Refuses tables that cannot be compared. @throws GenloomError `compare.other-columns`, `compare.too-few`
 */
export function refuseUnfit(compared: Compared): void {
  const [, made] = compared[0] ?? [];
  for (const [name, table] of compared) {
    if (table.rows.length < LEAST)
      throw new GenloomError({
        code: 'compare.too-few',
        title: `“${name}” has ${table.rows.length === 1 ? '1 row' : `${table.rows.length} rows`}, and at least ${LEAST} are needed.`,
        fix: name === 'Made' ? 'Make more of them.' : 'Give more rows, or put a larger part aside.',
      });
    const lacks = made?.columns.find(({ name: own }) => !table.columns.some((column) => column.name === own));
    const more = table.columns.find(({ name: own }) => !made?.columns.some((column) => column.name === own));
    const odd = lacks ?? more;
    if (odd)
      throw new GenloomError({
        code: 'compare.other-columns',
        title: `“${lacks ? name : 'Made'}” has no column “${odd.name}”, and “${lacks ? 'Made' : name}” has.`,
        detail: `“Made” has ${listed((made?.columns ?? []).map((column) => column.name))}.`,
        fix: 'Compare with the table that the model learned from.',
      });
    const other = made?.columns.find((column) =>
      table.columns.some((one) => one.name === column.name && isWords(one.kind) !== isWords(column.kind)),
    );
    if (other)
      throw new GenloomError({
        code: 'compare.other-columns',
        title: `Column “${other.name}” holds numbers in one of “Made” and “${name}”, and words in the other.`,
        fix: 'Say what it holds in “Table”, alike for both.',
      });
  }
}

/** Fewer rows say nothing of a distribution. */
const LEAST = 8;
const isWords = (kind: string): boolean => kind === 'category';

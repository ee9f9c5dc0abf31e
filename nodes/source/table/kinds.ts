import { GenloomError } from '@/graph';
import type { ColumnKind } from '@/ml/data/table';

/** What the user says of a column. */
export type Said = ColumnKind | 'yes/no' | 'leave out';

const WORDS: Readonly<Record<string, Said>> = {
  number: 'number',
  'whole number': 'whole',
  whole: 'whole',
  category: 'category',
  'yes/no': 'yes/no',
  'yes or no': 'yes/no',
  'leave out': 'leave out',
  text: 'leave out',
};

/** What is said of columns, one a line as `year: category`. @throws GenloomError `table.said` for a line that says something else */
export function saidOf(lines: string): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const line of lines.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    // A heading may have a colon in it; what it holds has none.
    const colon = line.lastIndexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    const word = line
      .slice(colon + 1)
      .trim()
      .toLowerCase();
    const kind = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (colon < 0 || name === '' || kind === undefined)
      throw new GenloomError({
        code: 'table.said',
        title: `“${line.slice(0, 60)}” does not say what a column holds.`,
        detail: 'A line names a column and, after a colon: number, whole number, category, yes/no or leave out.',
        fix: 'Write it as in “year: category”.',
      });
    said.set(name, kind);
  }
  return said;
}

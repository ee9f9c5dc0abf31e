import { GenloomError } from '@/graph';
import { type ColumnReport, listed, type Table, withoutColumns } from '@/ml/data/table';
import type { Said } from './kinds';

/** So many different words are free text, where more than half of the values differ; and so many always. */
const [SOME_WORDS, MOST_WORDS] = [20, 200];

/**
 * The table without the columns that nothing can be learned from, or that the user leaves out; what was found is said, column by column.
 * @throws GenloomError `table.yes-no` for a column with more than two words, `table.no-columns` where none is left
 */
export function judged(
  table: Table,
  report: readonly ColumnReport[],
  said: ReadonlyMap<string, Said>,
  warn: (text: string) => void,
): Table {
  refuseManyWords(report, said);
  const kept = report.filter(({ name }) => said.get(name) !== 'leave out');
  const empty = kept.filter(({ distinct }) => distinct === 0);
  const text = kept.filter((column) => !said.has(column.name) && isText(column));
  const constant = kept.filter(({ distinct }) => distinct === 1);
  if (empty.length > 0) warn(`${columnsNamed(empty)} left out: every value is missing.`);
  if (text.length > 0)
    warn(`${columnsNamed(text)} left out as free text: nearly every value is different. Say “category” to keep one.`);
  if (constant.length > 0)
    warn(`In ${columnsNamed(constant, false)} every value is the same; there is nothing to learn in it.`);
  for (const { name, kind, unreadable } of kept)
    if (unreadable)
      warn(
        `Column “${name}”: ${unreadable.count.toLocaleString('en')} ${unreadable.count === 1 ? 'cell holds' : 'cells hold'} no ${kind === 'whole' ? 'whole number' : 'number'}, first “${unreadable.first.slice(0, 40)}”, and ${unreadable.count === 1 ? 'counts' : 'count'} as missing.`,
      );
  const left = [...empty, ...text, ...report.filter(({ name }) => said.get(name) === 'leave out')];
  const rest = left.length === 0 ? table : withoutColumns(table, new Set(left.map(({ name }) => name)));
  if (rest.columns.length === 0)
    throw new GenloomError({
      code: 'table.no-columns',
      title: 'No column of this table can be learned from.',
      detail: `Left out were ${listed(left.map(({ name }) => name))}.`,
      fix: 'Give a table with columns of numbers or of a few different words, with commas between them.',
    });
  if (rest.columns.length === 1)
    warn(`Only column “${rest.columns[0]?.name}” is there: with one column nothing goes together with anything.`);
  return rest;
}

const isText = ({ kind, distinct, remark }: ColumnReport): boolean =>
  kind === 'category' && (distinct > MOST_WORDS || (distinct > SOME_WORDS && remark !== undefined));

/** `Columns “a”, “b” were`, to be followed by what was done with them. */
function columnsNamed(columns: readonly ColumnReport[], were = true): string {
  const names = listed(columns.map(({ name }) => name));
  if (!were) return `${columns.length === 1 ? 'column' : 'columns'} ${names}`;
  return columns.length === 1 ? `Column ${names} was` : `Columns ${names} were`;
}

function refuseManyWords(report: readonly ColumnReport[], said: ReadonlyMap<string, Said>): void {
  const many = report.find(({ name, distinct }) => said.get(name) === 'yes/no' && distinct > 2);
  if (!many) return;
  throw new GenloomError({
    code: 'table.yes-no',
    title: `Column “${many.name}” is said to hold yes or no, and has ${many.distinct.toLocaleString('en')} different values.`,
    fix: 'Say “category” instead.',
  });
}

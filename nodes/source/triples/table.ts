import { collectTriples, type Entity, GenloomError, type Triples } from '@/graph';
import { csvRows } from '../../common/read/csv';

type Column = 'subject' | 'relation' | 'object' | 'subjectType' | 'objectType' | 'source' | 'count' | 'seconds';
const COLUMNS: Readonly<Record<Column, readonly string[]>> = {
  subject: ['subject', 'head', 'from', 'source entity'],
  relation: ['relation', 'predicate', 'relationship', 'edge'],
  object: ['object', 'tail', 'to', 'target'],
  subjectType: ['subject type', 'head type'],
  objectType: ['object type', 'tail type'],
  source: ['source', 'sentence', 'text'],
  count: ['count'],
  seconds: ['seconds'],
};

/** A table with a fact a row, by the names of its columns; without known names, three columns are subject, relation and object. Rows without all three are counted. */
export function readFactTable(name: string, text: string, warn: (text: string) => void): Triples {
  const rows = csvRows(text, name, warn);
  const headings = (rows[0] ?? []).map((one) => one.trim().toLowerCase());
  const column = (which: Column) => headings.findIndex((one) => COLUMNS[which].includes(one));
  const named = column('subject') >= 0 && column('relation') >= 0 && column('object') >= 0;
  if (!named && headings.length !== 3) throw noColumns(name);
  const at = (which: Column) => (named ? column(which) : ['subject', 'relation', 'object'].indexOf(which));
  const collected = collectTriples();
  let lost = 0;
  for (const row of named ? rows.slice(1) : rows) {
    const cell = (which: Column) => row[at(which)]?.trim() ?? '';
    const [subject, relation, object] = [cell('subject'), cell('relation'), cell('object')];
    if (subject === '' || relation === '' || object === '') {
      lost += 1;
      continue;
    }
    const entity = (one: string, type: string): Entity => ({ name: one, ...(type !== '' && { type }) });
    const measures = Object.fromEntries(
      (['count', 'seconds'] as const).flatMap((one) => {
        const value = cell(one);
        return value !== '' && Number.isFinite(Number(value)) ? [[one, Number(value)]] : [];
      }),
    );
    const [from, to] = [
      collected.entity(entity(subject, cell('subjectType'))),
      collected.entity(entity(object, cell('objectType'))),
    ];
    collected.fact(from, relation, to, undefined, measures);
    for (const source of cell('source').split('\n')) if (source !== '') collected.fact(from, relation, to, source);
  }
  if (lost > 0)
    warn(`${lost.toLocaleString('en')} rows of “${name}” have no subject, relation or object, and were left out.`);
  return collected.made();
}

const noColumns = (name: string) =>
  new GenloomError({
    code: 'triples.no-columns',
    title: `“${name}” does not say which of its columns are subject, relation and object.`,
    fix: 'Name three columns “Subject”, “Relation” and “Object”.',
  });

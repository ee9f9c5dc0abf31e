import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { GenloomError, type Table } from '@/graph';

interface Asked {
  readonly sqlite: Sqlite3Static;
  readonly database: Database;
  readonly sql: string;
  readonly tables: Readonly<Record<string, Table>>;
}

/** What SQLite has against a question, in the user’s words and with its place. */
export function inWords(error: unknown, { sqlite, database, sql, tables }: Asked): GenloomError {
  const said = error instanceof Error ? error.message.replace(/^.*sqlite3 result code \d+: /, '') : String(error);
  const { capi } = sqlite;
  const code = error instanceof sqlite.SQLite3Error ? error.resultCode : 0;
  const place = placeIn(sql, capi.sqlite3_error_offset(database));
  const told = (name: string, title: string, fix: string, detail?: string) =>
    new GenloomError({
      code: `sql.${name}`,
      title,
      ...(detail || place ? { detail: [place, detail].filter(Boolean).join(' ') } : {}),
      fix,
    });
  if (code === capi.SQLITE_INTERRUPT)
    return told(
      'work',
      'The question was stopped: it takes too much work.',
      'Join tables by a column that both have, ask about fewer rows, or allow it more work below “more settings”.',
    );
  if (code === capi.SQLITE_NOMEM || code === capi.SQLITE_TOOBIG || code === capi.SQLITE_FULL)
    return told('memory', 'The question was stopped: it wants too much memory.', 'Ask for less at once.');
  if (code === capi.SQLITE_AUTH || /not authorized|prohibited/.test(said))
    return onlyReads(/function:? (\S+)/.exec(said)?.[1]);
  const table = /no such table: (.+)/.exec(said)?.[1];
  if (table)
    return told(
      'table',
      `There is no table “${table.slice(0, 60)}”.`,
      'Use the names that are declared at the node.',
      `There are ${listed(Object.keys(tables))}.`,
    );
  const column = /no such column: (.+)/.exec(said)?.[1] ?? /no such column/.exec(said)?.[0];
  if (column)
    return told(
      'column',
      `There is no column “${column.slice(0, 60)}”.`,
      'Use the headings of the tables; one with spaces in it stands in double quotes.',
      Object.entries(tables)
        .map(([name, { columns }]) => `“${name}” has ${listed(columns.map((one) => one.name))}.`)
        .join(' '),
    );
  const near = /near "(.*)": syntax error/s.exec(said)?.[1];
  if (near !== undefined)
    return told(
      'unreadable',
      `The question cannot be read at “${near.slice(0, 60)}”.`,
      'Look at the word there, and at the one before it.',
    );
  if (/incomplete input/.test(said))
    return told('unreadable', 'The question ends too early.', 'Look for a bracket or a quote that is not closed.');
  return told(
    'wrong',
    `The question cannot be answered: ${said.slice(0, 160)}.`,
    'Correct it. It is SQL as SQLite reads it.',
  );
}

/** @param name of a function that is not to be used, where it is one */
export const onlyReads = (name?: string) =>
  new GenloomError({
    code: 'sql.reading',
    title: 'A question only reads, and gives the same each time.',
    ...(name === undefined ? {} : { detail: `It uses “${name}”.` }),
    fix: 'Write it as one SELECT, without functions of chance or of the clock.',
  });

/** `Line 2, place 7: “FROM nowhere”.` Offsets of SQLite count bytes; −1 is none. */
function placeIn(sql: string, offset: number): string {
  if (offset < 0) return '';
  const before = new TextDecoder().decode(new TextEncoder().encode(sql).slice(0, offset));
  const line = before.split('\n');
  const rest = sql.slice(before.length).split('\n')[0] ?? '';
  return `Line ${line.length}, place ${(line.at(-1) ?? '').length + 1}: “${rest.slice(0, 40).trim()}”.`;
}

const SHOWN = 20;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `“${name.slice(0, 60)}”`);
  return names.length > SHOWN ? `${shown.join(', ')} and ${names.length - SHOWN} more` : shown.join(', ') || 'none';
}

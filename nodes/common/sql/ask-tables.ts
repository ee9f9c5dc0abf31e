import type { Database, PreparedStatement, Sqlite3Static, SqlValue } from '@sqlite.org/sqlite-wasm';
import { GenloomError, type Table, type TableCell, type TableColumn } from '@/graph';
import { loadSqlite, openDatabase, readOnly, type SqlLimits } from './open';
import { inWords, onlyReads } from './words';

/** Some seconds of work. */
export const USUAL: SqlLimits = { steps: 200_000_000, bytes: 256 * 2 ** 20 };

/** Cells that are read in, and rows that come out. */
const MOST = { cells: 2_000_000, rows: 100_000, sql: 20_000 } as const;

/** A name that needs no quotes in SQL. */
export const TABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;

/**
 * Asks one question in SQL (SQLite’s) about copies of tables. The database is in memory, of this question alone, only read, and bounded in work and memory;
 * rows come in the order that the question says, or in none that is promised. The kinds of columns follow from what they hold.
 * @param tables by the names that the question uses. @throws GenloomError `sql.…`, with the line and the place where there is one
 */
export async function askTables(
  tables: Readonly<Record<string, Table>>,
  sql: string,
  limits: SqlLimits = USUAL,
): Promise<Table> {
  if (sql.length > MOST.sql)
    throw new GenloomError({
      code: 'sql.long',
      title: `The question has more than ${MOST.sql.toLocaleString('en')} characters.`,
      fix: 'Ask it in fewer.',
    });
  const sqlite = await loadSqlite();
  const database = openDatabase(sqlite, limits);
  try {
    refuseHuge(tables);
    for (const [name, table] of Object.entries(tables)) fill(sqlite, database, name, table);
    readOnly(sqlite, database, limits);
    return answer(sqlite, database, sql);
  } catch (error) {
    throw error instanceof GenloomError ? error : inWords(error, { sqlite, database, sql, tables });
  } finally {
    database.close();
  }
}

function answer(sqlite: Sqlite3Static, database: Database, sql: string): Table {
  if (withoutRemarks(sql).replaceAll(';', '').trim() === '')
    throw new GenloomError({
      code: 'sql.empty',
      title: 'Nothing is asked yet.',
      fix: 'Write a question, as “SELECT …”.',
    });
  const statement = database.prepare(sql);
  try {
    const asked = sqlite.capi.sqlite3_sql(statement) ?? sql;
    if (withoutRemarks(sql.slice(asked.length)).replaceAll(';', '').trim() !== '')
      throw new GenloomError({
        code: 'sql.several',
        title: 'More than one question is asked.',
        fix: 'Ask one; a part that you want to use again can stand before it, as “WITH name AS (SELECT …)”.',
      });
    // What is no question, as VACUUM, has no columns; what the database refuses never comes as far.
    if (statement.columnCount === 0) throw onlyReads();
    return read(statement);
  } finally {
    statement.finalize();
  }
}

const withoutRemarks = (sql: string): string => sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?(\*\/|$)/g, ' ');

function read(statement: PreparedStatement): Table {
  const names = statement.getColumnNames();
  refuseTwice(names);
  const rows: SqlValue[][] = [];
  while (statement.step()) {
    if (rows.length === MOST.rows)
      throw new GenloomError({
        code: 'sql.rows',
        title: `The answer has more than ${MOST.rows.toLocaleString('en')} rows.`,
        fix: 'Ask for fewer, with WHERE, GROUP BY or LIMIT.',
      });
    rows.push(statement.get([]));
  }
  const columns = names.map((name, index) => columnOf(name, rows, index));
  const isWords = columns.map(({ kind }) => kind === 'category');
  return { columns, rows: rows.map((row) => row.map((value, index) => cellOf(value, isWords[index] === true))) };
}

/** Numbers where all are, whole ones where all are whole; else words. */
function columnOf(name: string, rows: readonly (readonly SqlValue[])[], index: number): TableColumn {
  const present = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
  const isNumber =
    present.length > 0 && present.every((value) => typeof value === 'number' || typeof value === 'bigint');
  if (isNumber)
    return { name, kind: present.every((value) => Number.isSafeInteger(Number(value))) ? 'whole' : 'number' };
  const words = new Set(present.map((value) => cellOf(value, true)).filter((word) => typeof word === 'string'));
  return { name, kind: 'category', categories: [...words].sort(byCodeUnits) };
}

function cellOf(value: SqlValue, asWord: boolean): TableCell {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return asWord ? String(value) : Number(value);
  throw new GenloomError({
    code: 'sql.bytes',
    title: 'The answer holds bytes, which a table has no place for.',
    fix: 'Ask for them as text, with hex(…) or CAST(… AS TEXT).',
  });
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const TYPES = { number: 'REAL', whole: 'INTEGER', category: 'TEXT' } as const;

function fill({ capi }: Sqlite3Static, database: Database, name: string, { columns, rows }: Table): void {
  const declared = columns.map((column) => `${quoted(column.name)} ${TYPES[column.kind]}`);
  database.exec(`CREATE TABLE ${quoted(name)} (${declared.join(', ')})`);
  if (rows.length === 0) return;
  const insert = database.prepare(`INSERT INTO ${quoted(name)} VALUES (${columns.map(() => '?').join(', ')})`);
  try {
    database.exec('BEGIN');
    for (const row of rows) {
      // The library takes every number without a fraction for an integer of 64 bits, and some are larger.
      for (const [index, cell] of row.entries())
        if (typeof cell === 'number' && !Number.isSafeInteger(cell)) capi.sqlite3_bind_double(insert, index + 1, cell);
        else insert.bind(index + 1, cell);
      insert.stepReset().clearBindings();
    }
    database.exec('COMMIT');
  } finally {
    insert.finalize();
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function refuseHuge(tables: Readonly<Record<string, Table>>): void {
  const cells = Object.values(tables).reduce((sum, { columns, rows }) => sum + columns.length * rows.length, 0);
  if (cells > MOST.cells)
    throw new GenloomError({
      code: 'sql.tables-large',
      title: `The tables have ${cells.toLocaleString('en')} cells; ${MOST.cells.toLocaleString('en')} can be asked about.`,
      fix: 'Leave out columns or rows before this node.',
    });
  for (const [name, { columns }] of Object.entries(tables)) {
    if (columns.length === 0)
      throw new GenloomError({
        code: 'sql.no-columns',
        title: `“${name}” has no columns.`,
        fix: 'Look at what comes in.',
      });
    // SQLite does not tell capitals from small letters.
    const small = columns.map((column) => column.name.toLowerCase());
    const twice = columns.find((_, index) => small.indexOf(small[index] ?? '') !== index);
    if (twice)
      throw new GenloomError({
        code: 'sql.columns',
        title: `“${name}” has two columns that SQL takes for one: “${twice.name}”.`,
        fix: 'Give one of them another heading.',
      });
  }
}

function refuseTwice(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new GenloomError({
    code: 'sql.columns',
    title: `Two columns of the answer are called “${twice}”.`,
    fix: `Give one of them a name of its own, as “… AS ${TABLE_NAME.test(twice) ? `${twice}_2` : 'other'}”.`,
  });
}

/** Ports that a parameter declares are held to their kinds by the checker; this says it to the compiler. */
export const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'columns' in value && 'rows' in value;

import type { Database, Sqlite3Static } from '@sqlite.org/sqlite-wasm';

/** SQLite as WebAssembly, loaded once for all who ask. */
export async function loadSqlite(): Promise<Sqlite3Static> {
  const [{ default: init }, { default: wasmBinary }] = await Promise.all([
    import('@sqlite.org/sqlite-wasm'),
    import('@sqlite.org/sqlite-wasm/sqlite3.wasm'),
  ]);
  loading ??= start(init, wasmBinary);
  return loading;
}
let loading: Promise<Sqlite3Static> | undefined;

function start(init: () => Promise<Sqlite3Static>, wasmBinary: Uint8Array): Promise<Sqlite3Static> {
  const silent = () => undefined;
  // Read by the library while it starts: no storage of the browser is reached for, and no worker started for it.
  Reflect.set(globalThis, 'sqlite3ApiConfig', {
    disable: { vfs: { opfs: true, 'opfs-vfs': true, 'opfs-wl': true, 'opfs-sahpool': true, kvvfs: true } },
    warn: silent,
    error: silent,
    log: silent,
    debug: silent,
  });
  // Its types leave out what Emscripten takes.
  return Reflect.apply(init, undefined, [{ wasmBinary, print: silent, printErr: silent }]);
}

/** What a question may use. Its work is counted and not timed, so that the same question ends the same way on every machine. */
export interface SqlLimits {
  /** Steps of SQLite’s machine: some thirty million a second of a processor. */
  readonly steps: number;
  readonly bytes: number;
}

const STEPS_A_TURN = 10_000;
/** Bytes of one text, and characters of a pattern: between two turns a function may walk over each many times. */
const LONGEST_VALUE = 2 ** 20;
const LONGEST_PATTERN = 200;
/** Milliseconds, where functions on long texts make steps slow; what is stopped by it never was to be kept. */
const LONGEST_TIME = 60_000;

/** Gives different answers each time, which a result that is kept must not. */
const BY_CHANCE = new Set(['random', 'randomblob', 'current_date', 'current_time', 'current_timestamp']);

/** An empty database in memory, with a bound on its memory. Close it. */
export function openDatabase({ oo1, capi }: Sqlite3Static, { bytes }: SqlLimits): Database {
  const database = new oo1.DB(':memory:');
  capi.sqlite3_limit(database, capi.SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
  capi.sqlite3_limit(database, capi.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN);
  database.exec(`PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = ${Math.round(bytes)};`);
  return database;
}

/** From here on the database is only read, by no function of chance, and for no more than so many steps. */
export function readOnly({ capi }: Sqlite3Static, database: Database, { steps }: SqlLimits): void {
  let left = Math.ceil(steps / STEPS_A_TURN);
  const end = performance.now() + LONGEST_TIME;
  const reads = new Set<number>([capi.SQLITE_SELECT, capi.SQLITE_READ, capi.SQLITE_RECURSIVE]);
  const allows = (action: number, name: unknown) =>
    reads.has(action) || (action === capi.SQLITE_FUNCTION && !BY_CHANCE.has(String(name).toLowerCase()));
  capi.sqlite3_progress_handler(database, STEPS_A_TURN, () => (--left < 0 || performance.now() > end ? 1 : 0), 0);
  capi.sqlite3_set_authorizer(
    database,
    // Of a function, SQLite gives the name second.
    (_, action, table, name) => (allows(action, action === capi.SQLITE_FUNCTION ? name : table) ? 0 : capi.SQLITE_DENY),
    0,
  );
}

import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaLibSql } from '@prisma/adapter-libsql';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';

const folder = dirname(fileURLToPath(import.meta.url));
const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Brings a database to the newest schema by applying the committed migrations that it has not seen yet. Works without a network: Prisma's own
 * schema engine runs as WebAssembly.
 * @returns the names of the migrations applied now; none when the database was up to date
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const engine = await openEngine(url);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: readMigrations(),
      filters: noFilters,
    });
    return appliedMigrationNames;
  } finally {
    engine.free();
  }
}

/** The SQL that makes the whole schema from nothing; a test holds the committed migrations to it. */
export async function schemaSql(): Promise<string> {
  const engine = await openEngine(':memory:');
  try {
    const { stdout } = await engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: readSchema() }] },
      script: true,
      exitCode: null,
      filters: noFilters,
    });
    return stdout ?? '';
  } finally {
    engine.free();
  }
}

/** The text of the schema. */
export function readSchema(): string {
  return readFileSync(join(folder, 'schema.prisma'), 'utf8');
}

async function openEngine(url: string): Promise<engineModule.SchemaEngine> {
  await loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaLibSql({ url }));
  return engineModule.SchemaEngine.new({ datamodels: [['schema.prisma', readSchema()]] }, () => {}, adapter);
}

let loaded: Promise<void> | undefined;
function loadEngine(): Promise<void> {
  loaded ??= (async () => {
    const resolve = createRequire(import.meta.url).resolve;
    const path = join(dirname(resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
    const { instance } = await WebAssembly.instantiate(readFileSync(path), {
      './schema_engine_bg.js': { ...engineModule },
    });
    engineModule.__wbg_set_wasm(instance.exports);
    const { __wbindgen_start } = instance.exports;
    if (typeof __wbindgen_start === 'function') __wbindgen_start();
  })();
  return loaded;
}

function readMigrations(): engineModule.MigrationList {
  const baseDir = join(folder, 'migrations');
  const directories = readdirSync(baseDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: readFileSync(join(baseDir, 'migration_lock.toml'), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: directories
      .map((entry) => entry.name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(baseDir, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

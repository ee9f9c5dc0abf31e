import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate, readSchema, schemaSql } from '@/prisma/migrate';
import { newDatabase } from './support';

const migrations = join(import.meta.dirname, '../../prisma/migrations');

test('a database that is up to date is left alone', async () => {
  expect(await migrate(await newDatabase())).toEqual([]);
});

test('the committed migrations make the tables and columns of the schema', async () => {
  const names = readdirSync(migrations).filter((name) => !name.includes('.'));
  const committed = names.map((name) => readFileSync(join(migrations, name, 'migration.sql'), 'utf8')).join('\n');
  const statements = (sql: string) => sql.split(';').map((statement) => statement.replace(/--.*$/gm, '').trim());
  expect(statements(committed).sort()).toEqual(statements(await schemaSql()).sort());
});

test('the schema uses only what SQLite and PostgreSQL share', async () => {
  const schema = readSchema().replace(/\/\/.*$/gm, '');
  const types = [...schema.matchAll(/^ {2}\w+ +(\w+)(?:\?|\[\])?(?: |$)/gm)].map(([, type]) => type ?? '');
  const models = [
    'Project',
    'Version',
    'Run',
    'Connection',
    'Spend',
    'McpServer',
    'McpApproval',
    'LibraryItem',
    'LibraryVersion',
  ];
  const portable = new Set(['String', 'Int', 'Float', 'Boolean', 'DateTime', ...models]);
  expect(types.length).toBeGreaterThan(20);
  expect(types.filter((type) => !portable.has(type))).toEqual([]);
  expect(schema).not.toMatch(/@db\.|^enum |dbgenerated|autoincrement/m);
});

test('Prisma accepts the schema for PostgreSQL as it stands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'genloom-schema-'));
  const schema = join(folder, 'schema.prisma');
  writeFileSync(schema, readSchema().replace('provider = "sqlite"', 'provider = "postgresql"'));
  const { status, stderr } = spawnSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'validate', '--schema', schema],
    {
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
      encoding: 'utf8',
    },
  );
  rmSync(folder, { recursive: true });
  expect([status, stderr.includes('error')]).toEqual([0, false]);
});

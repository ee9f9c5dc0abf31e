import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table } from '@/graph';
import { askTables } from '@/nodes/common/sql/ask-tables';
import { namesOf } from '@/nodes/common/sql/names';
import { run } from '@/nodes/flow/sql/run';
import { refusalOf, testContext } from '../support';

const islands: Table = {
  columns: [
    { name: 'island', kind: 'category', categories: ['Dream', 'Torgersen'] },
    { name: 'area km²', kind: 'number' },
  ],
  rows: [
    ['Dream', 0.5],
    ['Torgersen', 0.25],
  ],
};
const penguins: Table = {
  columns: [
    { name: 'species', kind: 'category', categories: ['Adelie', 'Chinstrap'] },
    { name: 'island', kind: 'category', categories: ['Dream', 'Torgersen'] },
    { name: 'mass', kind: 'whole' },
  ],
  rows: [
    ['Adelie', 'Torgersen', 3_750],
    ['Adelie', 'Dream', 3_250],
    ['Chinstrap', 'Dream', null],
    ['Adelie', 'Dream', 3_500],
  ],
};
const tables = { penguins, islands };
const refused = async (sql: string, limits?: Parameters<typeof askTables>[2]) => {
  const { code, title, detail = '' } = await refusalOf(askTables(tables, sql, limits));
  return [code, `${title} ${detail}`] as const;
};

test('tables are joined, grouped and counted, and columns are of the kind of what they hold', async () => {
  const sql = `SELECT species, island, count(*) AS many, avg(mass) AS mean, max("area km²") AS area
    FROM penguins JOIN islands USING (island) GROUP BY species, island ORDER BY species, island -- remark`;
  expect(await askTables(tables, sql)).toEqual({
    columns: [
      { name: 'species', kind: 'category', categories: ['Adelie', 'Chinstrap'] },
      { name: 'island', kind: 'category', categories: ['Dream', 'Torgersen'] },
      { name: 'many', kind: 'whole' },
      { name: 'mean', kind: 'whole' },
      { name: 'area', kind: 'number' },
    ],
    rows: [
      ['Adelie', 'Dream', 2, 3_375, 0.5],
      ['Adelie', 'Torgersen', 1, 3_750, 0.25],
      ['Chinstrap', 'Dream', 1, null, 0.5],
    ],
  });
  // What is no number in one row is words in all, and no row is a table as well.
  expect(await askTables(tables, `SELECT iif(mass > 3400, mass, 'light') AS weight FROM penguins WHERE mass`)).toEqual({
    columns: [{ name: 'weight', kind: 'category', categories: ['3500', '3750', 'light'] }],
    rows: [['3750'], ['light'], ['3500']],
  });
  expect((await askTables(tables, 'SELECT * FROM islands WHERE false')).rows).toEqual([]);
});

test('every cell comes back as it went in, whatever it holds', async () => {
  const cell = {
    category: fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0')),
    number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  };
  const rows = fc.array(fc.tuple(fc.option(cell.category), fc.option(cell.number)), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const odd: Table = {
        columns: [
          { name: 'a "quoted" word', kind: 'category', categories: [] },
          { name: 'select', kind: 'number' },
        ],
        rows: given,
      };
      const zero = (value: string | number | null) => (value === 0 ? 0 : value);
      expect((await askTables({ odd }, 'SELECT * FROM odd ORDER BY rowid')).rows).toEqual(
        given.map((row) => row.map(zero)),
      );
    }),
    { numRuns: 40 },
  );
});

describe('a question', () => {
  test('that is wrong is told where, and what there is instead', async () => {
    expect(await refused('SELECT weight\nFROM penguins')).toEqual([
      'sql.column',
      expect.stringMatching(
        /no column “weight”.*Line 1, place 8: “weight”.*“penguins” has “species”, “island”, “mass”/,
      ),
    ]);
    expect(await refused('SELECT *\nFROM gulls')).toEqual([
      'sql.table',
      expect.stringMatching(/“gulls”.*“penguins”, “islands”/),
    ]);
    expect(await refused("SELECT 'grün',\n  species FORM penguins")).toEqual([
      'sql.unreadable',
      expect.stringMatching(/at “penguins”.*Line 2, place 16/),
    ]);
    expect(await refused('SELECT (1')).toEqual(['sql.unreadable', expect.stringMatching(/ends too early/)]);
    expect(await refused(' -- nothing\n ;')).toEqual(['sql.empty', expect.any(String)]);
    expect(await refused('SELECT 1; SELECT 2')).toEqual(['sql.several', expect.any(String)]);
    expect(await refused('SELECT 1 AS a, 2 AS a')).toEqual(['sql.columns', expect.stringMatching(/called “a”/)]);
    expect(await refused("SELECT x'00ff'")).toEqual(['sql.bytes', expect.any(String)]);
    expect(await refused('SELECT abs(-9223372036854775807 - 1)')).toEqual([
      'sql.wrong',
      expect.stringMatching(/overflow/),
    ]);
  });

  test('only reads, and knows neither chance nor the clock', async () => {
    for (const sql of [
      'DELETE FROM penguins',
      'CREATE TABLE t (a)',
      "ATTACH 'file:x' AS x",
      'PRAGMA hard_heap_limit = 0',
      'SELECT random()',
      'SELECT CURRENT_TIMESTAMP',
      "SELECT * FROM pragma_table_info('penguins')",
      "VACUUM INTO '/tmp/copy'",
    ])
      expect.soft((await refused(sql))[0], sql).toBe('sql.reading');
  });

  test('that takes too much work, memory or rows is stopped, and the next one has its own again', async () => {
    const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
    const little = { steps: 1_000_000, bytes: 32 * 2 ** 20 };
    expect((await refused(`${endless} SELECT count(*) FROM c`, little))[0]).toBe('sql.work');
    expect((await refused(`${endless} SELECT x FROM c`))[0]).toBe('sql.rows');
    expect((await refused('SELECT hex(zeroblob(900000))', little))[0]).toBe('sql.memory');
    const wide = `${endless} SELECT count(*) FROM (SELECT DISTINCT hex(zeroblob(100000)) || x AS h FROM c)`;
    expect((await refused(wide, little))[0]).toBe('sql.memory');
    expect((await askTables(tables, 'SELECT 1 AS one')).rows).toEqual([[1]]);
  });
});

test('the node has a port for each name, and refuses names that are none', async () => {
  const params = { tables: 'penguins', sql: 'SELECT count(*) AS n FROM penguins', work: 1, memory: 16 };
  // Ports that a parameter declares are not known to the contract’s type.
  const inputs = { penguins };
  expect((await run(inputs, params, testContext())).table.rows).toEqual([[4]]);
  expect(namesOf('a, b c')).toEqual({ names: ['a', 'b', 'c'], problem: null });
  for (const wrong of ['', '1a', 'a, A', 'a b c d e', 'a;b']) expect.soft(namesOf(wrong).problem, wrong).not.toBeNull();
});

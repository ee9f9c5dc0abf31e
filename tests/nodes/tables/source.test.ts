import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { splitTable } from '@/nodes/prepare/split-table/node';
import { run as split } from '@/nodes/prepare/split-table/run';
import { sourceTable } from '@/nodes/source/table/node';
import { run } from '@/nodes/source/table/run';
import { refusalOf, testContext } from '../support';
import { readFile, seabirds } from './support';

const TABLE = 'name,mass,sex,place,year\nAda,1.5,male,rock,2021\nBob,NA,female,rock,2022\nCid,3,,rock,2022\n';

describe('the built-in table', () => {
  test('is made by the seed: numbers, whole numbers, categories, some values missing', async () => {
    const table = await seabirds(400);
    expect(table.columns.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'species category',
      'island category',
      'bill_length_mm number',
      'bill_depth_mm number',
      'wing_length_mm whole',
      'body_mass_g whole',
      'sex category',
      'breeding category',
      'year whole',
    ]);
    expect(table.rows).toHaveLength(400);
    const missing = table.rows.flat().filter((cell) => cell === null).length;
    expect(missing).toBeGreaterThan(10);
    expect(missing).toBeLessThan(80);
    expect(await seabirds(400)).toEqual(table);
    expect(await seabirds(400, 2)).not.toEqual(table);
  });

  test('takes what the user says of its columns', async () => {
    const table = await seabirds(50, 1, { columns: 'year: category\nisland: leave out\nbreeding: yes/no' });
    expect(table.columns.find(({ name }) => name === 'year')?.categories).toEqual(['2021', '2022', '2023']);
    expect(table.columns.some(({ name }) => name === 'island')).toBe(false);
    expect(table.columns).toHaveLength(8);
  });
});

describe('a table of the user’s', () => {
  test('keeps missing values, and says which columns never change', async () => {
    const { table, logs } = await readFile(TABLE);
    expect(table.rows.map((row) => row.slice(1, 3))).toEqual([
      [1.5, 'male'],
      [null, 'female'],
      [3, null],
    ]);
    expect(logs).toEqual(['In column “place” every value is the same; there is nothing to learn in it.']);
  });

  test('takes words among numbers for missing values, named and counted', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `${index},${index % 2}`);
    const { table, logs } = await readFile(`x,y\n${rows.join('\n')}\ntwelve,1\n`);
    expect(table.columns[0]).toEqual({ name: 'x', kind: 'whole' });
    expect(table.rows.at(-1)).toEqual([null, 1]);
    expect(logs).toEqual(['Column “x”: 1 cell holds no whole number, first “twelve”, and counts as missing.']);
    const said = await readFile('x,y\n1,a\nb,c\nd,e\n', { columns: 'x: number' });
    expect(said.table.rows.map(([x]) => x)).toEqual([1, null, null]);
    expect(said.logs).toContain('Column “x”: 2 cells hold no number, first “b”, and count as missing.');
  });

  test('loses columns of free text and columns without any value, and says so', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `note ${index},${index},`);
    const text = `note,x,nothing\n${rows.join('\n')}\n`;
    const { table, logs } = await readFile(text);
    expect(table.columns.map(({ name }) => name)).toEqual(['x']);
    expect(logs).toEqual([
      'Column “nothing” was left out: every value is missing.',
      'Column “note” was left out as free text: nearly every value is different. Say “category” to keep one.',
      'Only column “x” is there: with one column nothing goes together with anything.',
    ]);
    expect((await readFile(text, { columns: 'note: category' })).table.columns).toHaveLength(2);
  });

  test('is refused in words: no file, empty, headings only, no column left, too wide, what is said of it', async () => {
    const none = sourceTable.params.parse({ origin: 'file' });
    expect(await refusalOf(() => run({}, none, testContext()))).toMatchObject({ code: 'source.no-file' });
    expect(sourceTable.advise?.({}, none)).toMatchObject([{ code: 'source.no-file' }]);
    expect(await refusalOf(readFile(''))).toMatchObject({ title: '“birds.csv” is empty.' });
    expect(await refusalOf(readFile('a,b\n'))).toMatchObject({ title: 'The table has headings and no rows.' });
    expect(await refusalOf(readFile('a,b\n,\nNA,NA\n'))).toMatchObject({
      code: 'table.no-columns',
      detail: 'Left out were “a”, “b”.',
    });
    const wide = Array.from({ length: 1_200 }, (_, index) => `c${index}`).join(',');
    expect(await refusalOf(readFile(`${wide}\n1\n`))).toMatchObject({ code: 'data.table.size' });
    expect(await refusalOf(readFile('a\n1,2\n'))).toMatchObject({ code: 'data.table.row' });
    expect(await refusalOf(readFile(TABLE, { columns: 'mass is a number' }))).toMatchObject({ code: 'table.said' });
    expect(await refusalOf(readFile(TABLE, { columns: 'mass: weight' }))).toMatchObject({ code: 'table.said' });
    expect(await refusalOf(readFile(TABLE, { columns: 'wings: number' }))).toMatchObject({
      code: 'data.table.columns',
    });
    expect(await refusalOf(readFile(TABLE, { columns: 'name: yes/no' }))).toMatchObject({ code: 'table.yes-no' });
  });

  const penguins = new URL('../../../../shared/data/tables/penguins.csv', import.meta.url);
  test.skipIf(!existsSync(penguins))('such as the penguins is read as it is', async () => {
    const { table, logs } = await readFile(readFileSync(penguins, 'utf8'));
    expect(table.rows).toHaveLength(344);
    expect(table.columns.map(({ kind }) => kind).join()).toBe(
      'category,category,number,number,whole,whole,category,whole',
    );
    expect(table.rows.flat().filter((cell) => cell === null)).toHaveLength(19);
    expect(logs).toEqual([]);
  });
});

describe('rows', () => {
  const part = async (params: object, rows = 200) =>
    split({ table: await seabirds(rows) }, splitTable.params.parse(params), testContext({ seed: 1 }));

  test('are put aside, of each category alike where one is named', async () => {
    const { training, validation } = await part({ validation: 0.3, by: ' species ' });
    expect([training.rows.length, validation.rows.length]).toEqual([140, 60]);
    const puffins = (rows: typeof training.rows) => rows.filter(([species]) => species === 'puffin').length;
    expect(puffins(validation.rows)).toBe(Math.round(0.3 * (puffins(training.rows) + puffins(validation.rows))));
    expect(new Set([...training.rows, ...validation.rows]).size).toBe(200);
  });

  test('are refused by a column of numbers, and by one that is not there', async () => {
    expect(await refusalOf(part({ by: 'body_mass_g' }))).toMatchObject({ code: 'table.no-category' });
    expect(await refusalOf(part({ by: 'age' }))).toMatchObject({ code: 'data.table.columns' });
  });
});

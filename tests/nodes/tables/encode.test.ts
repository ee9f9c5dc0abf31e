import { describe, expect, test } from 'vitest';
import { type Examples, examplesView } from '@/graph';
import { scalingOf } from '@/nodes/common/scaling';
import { decodeTable } from '@/nodes/generate/decode-table/node';
import { run as decode } from '@/nodes/generate/decode-table/run';
import { encodeTable } from '@/nodes/prepare/encode-table/node';
import { run as encode } from '@/nodes/prepare/encode-table/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';
import { readFile, seabirds } from './support';

const encoded = async (table: Parameters<typeof encode>[0]['table'], params: object = {}) =>
  encode({ table }, encodeTable.params.parse(params), testContext());
const decoded = async (examples: Examples, codec: Parameters<typeof decode>[0]['codec']) =>
  (await decode({ examples, codec }, decodeTable.params.parse({}), testContext())).table;

describe('a table into numbers and back', () => {
  test.each(['quantile', 'standard', 'min-max'])('is what it was, by %s, also through the store', async (scaling) => {
    const table = await seabirds(300);
    const { examples, codec } = await encoded(table, { scaling });
    const stored = <Value>(kind: string, value: Value): Value => {
      const { encode: write, decode: read } = codecOf(kind);
      return read(write(value)) as Value;
    };
    expect(await decoded(stored('examples', examples), stored('table-codec', codec))).toEqual(table);
    expect(stored('table', table)).toEqual(table);
  });

  test('has the class of a column, which is no number of its rows', async () => {
    const table = await seabirds(300);
    const { examples, codec } = await encoded(table, { classes: 'sex' });
    const whole = await encoded(table);
    expect(examples.shape).toEqual([whole.codec.width - 3]);
    expect(examples.classes).toEqual(['female', 'male', 'missing']);
    expect(await decoded(examples, codec)).toEqual(table);
    const { labels: _labels, ...untold } = examples;
    expect(await refusalOf(decoded(untold, codec))).toMatchObject({ code: 'data.table.classes' });
  });

  test('is trained on the scale that it has: a rare mark is no larger than a frequent one', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `${index === 7 ? '' : index},${index % 2 ? 'a' : 'b'}`);
    const { examples } = await encoded((await readFile(`x,w\n${rows.join('\n')}\n`)).table);
    const { mean, deviation } = scalingOf(examples);
    const scaled = [...examples.data].map((value, at) => (value - (mean[at % 4] ?? 0)) / (deviation[at % 4] ?? 1));
    expect(Math.max(...scaled)).toBeLessThan(3.5);
    expect(scaled.filter((_, at) => at % 4 === 1).every((mark) => Math.abs(mark) === 1)).toBe(true);
  });

  test('stays in the range of its columns whatever was made, whole numbers whole', async () => {
    const { table } = await readFile('n,x\n3,0.25\n9,1.5\n6,1\n');
    const { codec } = await encoded(table, { scaling: 'standard' });
    const made = { shape: [2], count: 3, data: Float32Array.of(-50, 50, 0.1, 0.01, 7, -7) };
    expect((await decoded(made, codec)).rows).toEqual([
      [3, 1.5],
      [6, 0.92],
      [9, 0.25],
    ]);
  });

  test('is refused in words: no rows, nothing but a class, numbers as classes, too wide', async () => {
    const table = await seabirds(100);
    expect(await refusalOf(encoded({ ...table, rows: [] }))).toMatchObject({ code: 'table.no-rows' });
    const only = (await readFile('w\na\nb\n')).table;
    expect(await refusalOf(encoded(only, { classes: 'w' }))).toMatchObject({ code: 'table.no-numbers' });
    expect(await refusalOf(encoded(table, { classes: 'year' }))).toMatchObject({ code: 'data.table.kind' });
    expect(await refusalOf(encoded(table, { classes: 'age' }))).toMatchObject({ code: 'data.table.columns' });
    const words = Array.from({ length: 900 }, (_, index) => `a${index},b${index},c${index}`).join('\n');
    const { table: wide } = await readFile(`u,v,w\n${words}\n`, {
      columns: 'u: category\nv: category\nw: category',
    });
    expect(await refusalOf(encoded(wide))).toMatchObject({
      code: 'table.too-wide',
      title: 'Each row would become 2,700 numbers; at most 2,000 are taken.',
    });
  });

  test('tells of numbers that are none', async () => {
    const { table } = await readFile('n,x\n3,0.25\n9,1.5\n6,1\n');
    const { codec } = await encoded(table);
    const made = { shape: [2], count: 2, data: Float32Array.of(Number.NaN, 0, 0, 0) };
    const context = testContext();
    expect((await decode({ examples: made, codec }, {}, context)).table.rows[0]?.[0]).toBeNull();
    expect(context.logs).toEqual(['1 of what was made are no numbers; they count as missing.']);
    const all = { ...made, data: made.data.map(() => Number.NaN) };
    expect(await refusalOf(decoded(all, codec))).toMatchObject({ code: 'table.not-a-number' });
    expect(await refusalOf(decoded({ ...made, shape: [1] }, codec))).toMatchObject({ code: 'data.table.width' });
  });
});

test('a table is stored as CSV whatever its cells hold, and exported without the kinds', async () => {
  const table = {
    columns: [
      { name: 'a,"b"', kind: 'category' as const, categories: [' ', '"', 'x\ny', ','] },
      { name: 'n', kind: 'number' as const },
    ],
    rows: [
      [' ', null],
      ['"', -1.5e-7],
      ['x\ny', 2],
      [',', 3],
      [null, null],
    ],
  };
  const codec = codecOf('table');
  expect(codec.decode(codec.encode(table))).toEqual(table);
  const ends = { ...table, rows: [...table.rows, [',', null]] };
  expect(codec.decode(codec.encode(ends))).toEqual(ends);
  const single = { columns: [table.columns[1]], rows: [[1], [null], [2]] };
  expect(codec.decode(codec.encode(single))).toEqual(single);
  expect(new TextDecoder().decode(codec.file?.(single))).toBe('n\n1\n\n2');
  expect(codec.look(table, {})).toMatchObject({ view: 'table', caption: '5 rows · 2 columns · 3 of 10 cells missing' });
  const { examples, codec: back } = await encoded(await seabirds(20));
  expect(codecOf('table-codec').look(back, {})).toMatchObject({
    view: 'table',
    rows: expect.arrayContaining([['species', 'a place for each category', 3]]),
  });
  expect(examplesView(examples).view).toBe('table');
});

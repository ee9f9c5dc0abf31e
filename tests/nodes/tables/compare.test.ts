import { describe, expect, test } from 'vitest';
import type { Table } from '@/graph';
import { createRandom } from '@/ml/random';
import { refusalOf } from '../support';
import { compare, readFile, seabirds } from './support';

const shuffled = ({ columns, rows }: Table): Table => {
  const orders = columns.map(({ name }) => createRandom(name).shuffle([...rows.keys()]));
  return { columns, rows: rows.map((_, row) => orders.map((order, index) => rows[order[row] ?? 0]?.[index] ?? null)) };
};
const [made, real, training] = await Promise.all([seabirds(300, 1), seabirds(200, 2), seabirds(300, 3)]);

describe('a made table', () => {
  test('as good as real rows is as near as these are, teaches as much and copies nothing', async () => {
    const { numbers, notes } = await compare({ made, real, training }, { target: 'body_mass_g' });
    expect(numbers['Columns apart']).toBeLessThan(0.09);
    expect(numbers['Pairs apart']).toBeLessThan(0.1);
    const [ours = 0, theirs = 1] = [numbers['Predicted from made rows'], numbers['Predicted from training rows']];
    expect(theirs).toBeGreaterThan(0.9);
    expect(Math.abs(ours - theirs)).toBeLessThan(0.04);
    expect(numbers.Copies).toBe(0);
    expect(notes.find((note) => note.startsWith('Privacy'))).toContain('no nearer to training rows');
  });

  test('whose columns are right and hang together in nothing is found out by pairs and predictions', async () => {
    const { numbers, notes } = await compare({ made: shuffled(training), real, training });
    expect(numbers['Columns apart']).toBeLessThan(0.09);
    expect(numbers['Pairs apart']).toBeGreaterThan(0.2);
    expect(numbers['Predicted from made rows']).toBeLessThan(60);
    expect(numbers['Predicted from training rows']).toBeGreaterThan(97);
    expect(notes.join()).toMatch(/“species” was predicted for 200 real rows. Made rows teach \d+ % of/);
  });

  test('that is the training table is found to be a copy', async () => {
    const { numbers, notes } = await compare({ made: training, real, training });
    expect(numbers.Copies).toBe(100);
    expect(numbers['Closest training row']).toBe(0);
    expect(notes.find((note) => note.startsWith('Privacy'))).toContain('100 % of the made rows repeat a training row');
  });

  test('is seen beside the real one, column by column', async () => {
    const { views } = await compare({ made, real });
    const last = views.at(-1);
    if (last?.view !== 'numbers' || last.picture?.view !== 'histograms') throw new Error('there is no picture');
    expect(last.picture.columns.map(({ name }) => name)).toEqual(real.columns.map(({ name }) => name));
    expect(last.picture.columns[0]?.bars).toEqual(['guillemot', 'puffin', 'razorbill']);
    expect(last.picture.columns[8]?.bars).toEqual(['2021', '2022', '2023']);
    for (const { bars, series } of last.picture.columns)
      for (const { shares } of series) {
        expect(shares).toHaveLength(bars.length);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 2);
      }
  });

  test('can be compared without training rows, of which it is then told what they are for', async () => {
    const { numbers, notes } = await compare({ made, real });
    expect(Object.keys(numbers)).toEqual(['Columns apart', 'Pairs apart']);
    expect(notes.at(-1)).toContain('Connect “Training”');
  });

  test('may lack words that real rows have, have others, and miss values where they do not', async () => {
    const table = async (text: string) => (await readFile(`w,x\n${text}`)).table;
    const tables = {
      made: await table('c,1\n'.repeat(5) + 'a,\n'.repeat(5)),
      real: await table('a,1\nb,2\n'.repeat(5)),
      training: await table('a,1\nb,3\n'.repeat(5)),
    };
    const { numbers } = await compare(tables);
    expect(numbers['Columns apart']).toBeCloseTo((0.5 + 0.5) / 2, 6);
    expect(Object.values(numbers).every(Number.isFinite)).toBe(true);
  });

  test('of one column, or of columns that never change, is compared as far as it goes', async () => {
    const one = (await readFile(`x\n${Array.from({ length: 20 }, (_, index) => index).join('\n')}\n`)).table;
    const { numbers, notes } = await compare({ made: one, real: one, training: one });
    expect(numbers['Columns apart']).toBe(0);
    expect(notes).toContain('With one column there is nothing to predict from.');
    const same = (await readFile(`x,w\n${'1,a\n'.repeat(10)}`)).table;
    const constant = await compare({ made: same, real: same, training: same });
    expect(Object.values(constant.numbers).every(Number.isFinite)).toBe(true);
  });
});

test('tables that do not fit are refused with what differs', async () => {
  const small = { ...real, rows: real.rows.slice(0, 3) };
  expect(await refusalOf(compare({ made, real: small }))).toMatchObject({
    title: '“Real” has 3 rows, and at least 8 are needed.',
  });
  const other = (await readFile(`species,wings\n${'a,2\n'.repeat(10)}`)).table;
  expect(await refusalOf(compare({ made, real: other }))).toMatchObject({
    code: 'compare.other-columns',
    title: '“Real” has no column “island”, and “Made” has.',
  });
  const words = await seabirds(50, 1, { columns: 'year: category' });
  expect(await refusalOf(compare({ made, real: words }))).toMatchObject({
    title: 'Column “year” holds numbers in one of “Made” and “Real”, and words in the other.',
  });
  expect(await refusalOf(compare({ made, real, training }, { target: 'age' }))).toMatchObject({
    code: 'data.table.columns',
  });
});

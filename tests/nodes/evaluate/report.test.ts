import { expect, test } from 'vitest';
import { type Metrics, tableView } from '@/graph';
import { evaluateReport } from '@/nodes/evaluate/report/node';
import { run } from '@/nodes/evaluate/report/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';

const measured = (distance: number, recall: number, own?: string): Metrics => ({
  values: [
    { name: 'Distance', value: distance, better: 'lower' },
    { name: 'Recall', value: recall, unit: '%', better: 'higher' },
    { name: 'PSNR', value: 17 },
    ...(own ? [{ name: own, value: 1, better: 'lower' as const }] : []),
  ],
  curves: [],
  notes: [],
});
const report = async (inputs: Parameters<typeof run>[0], names = 'Diffusion, GAN') =>
  (await run(inputs, evaluateReport.params.parse({ names }), testContext())).table;

test('a row for each model, in order, and the best of each measure marked', async () => {
  const table = await report({
    first: measured(0.25, 91),
    second: measured(0.5, 97.123, 'Modes'),
    fourth: measured(2, Number.NaN),
  });
  expect(tableView(table)).toMatchObject({
    columns: ['Model', 'Best in', 'Distance', 'Recall (%)'],
    rows: [
      ['Diffusion', '1', '0.25 ★', '91'],
      ['GAN', '1', '0.5', '97.1 ★'],
      ['Model 4', '0', '2', '–'],
    ],
  });
  const codec = codecOf('table');
  expect(codec.decode(codec.encode(table))).toEqual(table);
});

test('where all are alike none is the best', async () => {
  const table = await report({ first: measured(0.25, 91), second: measured(0.25, 90) });
  expect(tableView(table)).toMatchObject({
    rows: [
      ['Diffusion', '1', '0.25', '91 ★'],
      ['GAN', '0', '0.25', '90'],
    ],
  });
});

test('of one model alone nothing is the best', async () => {
  const { columns, rows } = await report({ second: measured(0.25, 91) }, '');
  expect(tableView({ columns, rows })).toMatchObject({ rows: [['Model 2', '–', '0.25', '91']] });
});

const asked = (scores: readonly number[], set = 'a'): Metrics => ({
  values: [{ name: 'Right', value: 0, unit: '%', better: 'higher' }],
  curves: [],
  notes: [],
  items: {
    title: 'answers',
    set,
    measures: [{ name: 'Right', values: scores }],
    texts: scores.map((score, index) => ({ asked: `Question ${index}`, given: `${score}`, right: '100' })),
  },
});
const pageOf = async (first: Metrics, second: Metrics) => {
  const params = evaluateReport.params.parse({ names: 'Old, New', examples: 2 });
  return (await run({ first, second }, params, testContext())).page.blocks;
};

test('what changed beyond noise is told, with the largest wins and losses behind it', async () => {
  const old = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 100 : 0));
  const blocks = await pageOf(
    asked(old),
    asked(old.map((score, index) => (index === 4 ? 0 : index < 40 ? 100 : score))),
  );
  expect(blocks).toContainEqual({ block: 'text', text: 'Better: Right.' });
  const [row] = blocks.flatMap((block) => (block.block === 'differences' ? block.rows : []));
  expect(row?.cells.slice(0, 4)).toEqual(['Right (%)', '50', '81.7', '+31.7']);
  expect(row?.low).toBeGreaterThan(0);
  const titles = blocks.flatMap((block) => (block.block === 'heading' ? block.text : []));
  expect(titles.slice(-2)).toEqual(['Won by New: 20', 'Lost by New: 1']);
  expect(blocks.at(-1)).toMatchObject({ rows: [['Question 4', '100', '0', '100', '100', '0']] });
  const wins = blocks.at(-3);
  expect(wins?.block === 'table' && wins.rows.length).toBe(2);
});

test('nothing is marked as the best where chance may have made it so; where nothing tells, the page says that', async () => {
  const old = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 100 : 0));
  const right = (scores: readonly number[], value: number) => {
    const { values, ...rest } = asked(scores);
    return { ...rest, values: values.map((one) => ({ ...one, value })) };
  };
  const params = evaluateReport.params.parse({ names: 'Old, New' });
  const first = right(old, 50);
  const shown = async (second: Metrics) => {
    const { table, page } = await run({ first, second }, params, testContext());
    return { rows: tableView(table), said: JSON.stringify(page) };
  };
  const chance = await shown(
    right(
      old.map((score, index) => (index === 1 ? 100 : score)),
      52.5,
    ),
  );
  expect(chance.rows).toMatchObject({
    rows: [
      ['Old', '0', '50'],
      ['New', '0', '52.5'],
    ],
  });
  expect(chance.said).toContain('None is marked where no model differs from Old by more than chance');
  const sure = await shown(
    right(
      old.map(() => 100),
      100,
    ),
  );
  expect(sure.rows).toMatchObject({
    rows: [
      ['Old', '0', '50'],
      ['New', '1', '100 ★'],
    ],
  });
  const page = (await run({ first: measured(0.2, 9), second: measured(0.3, 9) }, params, testContext())).page;
  expect(JSON.stringify(page)).toContain('nothing tells here how much of a difference is chance');
});

test('another model than the first can be what the others are compared with; few examples are told', async () => {
  const old = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 100 : 0));
  const [first, second, third] = [asked(old), asked(old.map(() => 100)), asked(old.map(() => 0))];
  const few = { ...third, values: [...third.values, { name: 'Examples', value: 40 }] };
  const params = evaluateReport.params.parse({ names: 'A, B, C', base: 2 });
  const { page } = await run({ first, second, third: few }, params, testContext());
  const said = page.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  const headings = said.filter((text) => text.includes('against'));
  expect(headings).toEqual(['A', 'C'].map((name) => `${name} against B: what changed beyond noise`));
  expect(said.filter((text) => text.includes('These are few'))).toEqual([
    expect.stringMatching(/^“C” was measured on 40 examples/),
  ]);
  const missing = refusalOf(async () => run({ first, third }, params, testContext()));
  expect(await missing).toMatchObject({ code: 'report.no-base' });
});

test('what moves both ways alike is noise, and what was asked of one alone is not compared', async () => {
  const old = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 100 : 0));
  const same = await pageOf(asked(old), asked(old.map((score) => 100 - score)));
  expect(same).toContainEqual({ block: 'text', text: 'Nothing changed beyond noise.' });
  const other = await pageOf(asked(old), asked(old, 'b'));
  expect(other.at(-1)).toMatchObject({ text: expect.stringContaining('not measured on the same answers') });
});

test('nothing is refused', async () => {
  expect(await refusalOf(() => run({}, evaluateReport.params.parse({}), testContext()))).toMatchObject({
    code: 'report.nothing',
  });
});

test('a column shows the decimals that mean something, and keeps them all', () => {
  const columns = [
    { name: 'share', kind: 'number', decimals: 1, better: 'higher' },
    { name: 'as it is', kind: 'number' },
  ] as const;
  const rows = [
    [83.3333, 83.3333],
    [50, 50],
  ];
  expect(tableView({ columns, rows })).toMatchObject({
    rows: [
      ['83.3 ★', '83.3333'],
      ['50', '50'],
    ],
  });
});

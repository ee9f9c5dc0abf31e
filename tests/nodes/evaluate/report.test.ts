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

test('nothing is refused', async () => {
  expect(await refusalOf(() => run({}, { names: '' }, testContext()))).toMatchObject({ code: 'report.nothing' });
});

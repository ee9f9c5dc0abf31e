import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import type { Model } from '@/graph';
import { codecOf } from '@/nodes/common/codec';
import { quantiseModel } from '@/nodes/compress/quantise/node';
import { run as quantise } from '@/nodes/compress/quantise/run';
import { tradeOff } from '@/nodes/evaluate/trade-off/node';
import { run as compare } from '@/nodes/evaluate/trade-off/run';
import { tinyModel } from '../align/support';
import { refusalOf, testContext } from '../support';

const params = tradeOff.params.parse({ names: 'Full, Small', tokens: 4, rounds: 1, maximumBlocks: 2 });
const dataFor = ({ tokenizer }: Model) => {
  const { vocabularySize } = codecOf(tokenizer);
  const ids = Int32Array.from({ length: 64 }, (_, at) => at % vocabularySize);
  return { ids, blockLength: 16, vocabularySize, characters: 64, tokenizer };
};

test('models stand side by side with their size, speed and quality', async () => {
  const full = await tinyModel();
  const { model: small } = await quantise({ model: full }, quantiseModel.params.parse({ bits: '4' }), testContext());
  const context = testContext();
  const { metrics, table } = await compare({ data: dataFor(full), first: full, third: small }, params, context);
  const value = (name: string) => metrics.values.find((metric) => metric.name === name)?.value ?? Number.NaN;
  // The third port has no name of its own in the list.
  expect(table.rows.map(([name]) => name)).toEqual(['Full', 'Model 3']);
  expect(value('Full: size')).toBeCloseTo(
    (4 * Object.values(full.weights).reduce((sum, { data }) => sum + data.length, 0)) / 1_000,
    6,
  );
  expect(value('Model 3: size')).toBeLessThan(50);
  expect(value('Model 3: perplexity')).toBeGreaterThan(90);
  for (const row of table.rows) for (const cell of row.slice(1)) expect(cell).toBeGreaterThan(0);
  expect(context.previews.at(-1)?.view).toMatchObject({ view: 'numbers', picture: { view: 'scatter' } });
  expect(context.logs.join()).toMatch(/worked out in full/);
});

test('models that cannot be compared are refused', async () => {
  const full = await tinyModel();
  const data = dataFor(full);
  const code = async (inputs: Parameters<typeof compare>[0]) =>
    (await refusalOf(async () => compare(inputs, params, testContext()))).code;
  expect(await code({ data, first: { ...full, objective: 'masked' } })).toBe('generate.only-fills');
  expect(await code({ data: { ...data, ids: new Int32Array() }, first: full })).toBe('evaluate.no-data');
  const other = { ...data, vocabularySize: data.vocabularySize + 1 };
  expect(await code({ data: other, first: full })).toBe('evaluate.other-vocabulary');
});

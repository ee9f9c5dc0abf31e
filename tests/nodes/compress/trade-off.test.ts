import '@tensorflow/tfjs-backend-cpu';
import { expect, test } from 'vitest';
import type { Model } from '@/graph';
import { forward } from '@/ml/forward';
import { createKeyValueCache } from '@/ml/layers/key-value-cache';
import * as tf from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { concreteNetwork } from '@/nodes/common/network';
import { quantiseModel } from '@/nodes/compress/quantise/node';
import { run as quantise } from '@/nodes/compress/quantise/run';
import { cacheBytes } from '@/nodes/evaluate/trade-off/measure';
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
  // This backend has no product with codes: a quantised model takes as much memory as the full one.
  expect(context.logs.join()).toMatch(/worked out in full here.*this is cpu/);
  expect(value('Model 3: memory')).toBeCloseTo(100, 6);
});

test('memory holds the keys and values of all texts, and the picture sets against quality what it is told to', async () => {
  const full = await tinyModel();
  const network = concreteNetwork(full.network);
  const cache = createKeyValueCache();
  const [rows, tokens] = [3, 7];
  const weights = uploadWeights(network, full.weights);
  const ids = Array.from({ length: rows }, () => Array.from({ length: tokens }, (_, at) => at));
  const before = tf.memory().numBytes;
  tf.dispose(forward(network, weights, ids, { cache }));
  expect(cacheBytes(network, rows, tokens)).toBe(tf.memory().numBytes - before);
  cache.dispose();
  disposeAll(weights);

  const context = testContext();
  const { metrics, table } = await compare(
    { data: dataFor(full), first: full, second: full },
    { ...params, batch: 3, context: 7, across: 'memory' },
    context,
  );
  const column = (name: string) => Number(table.rows[0]?.[table.columns.findIndex((one) => one.name === name)]);
  expect(column('Keys and values (kB)')).toBeCloseTo(cacheBytes(network, 3, 7) / 1_000, 2);
  expect(column('Weights in use (kB)')).toBeGreaterThan(1);
  expect(metrics.values.find(({ name }) => name === 'Small: memory')?.value).toBeCloseTo(100, 6);
  const view = context.previews.at(-1)?.view;
  if (view?.view !== 'numbers' || view.picture?.view !== 'scatter') throw new Error('no picture');
  expect(view.picture.caption).toMatch(/^Across: memory/);
  expect(view.picture.series.map(({ name }) => name)).toEqual(['Full', 'Small']);
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

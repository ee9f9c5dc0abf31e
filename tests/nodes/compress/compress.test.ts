import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Adapter, Model } from '@/graph';
import { firstAdapters, withAdapters } from '@/ml/adapters/adapted';
import { readSafetensors } from '@/ml/safetensors';
import { basePrint, withMerged } from '@/nodes/common/adapter';
import { concreteNetwork } from '@/nodes/common/network';
import { pruneModel } from '@/nodes/compress/prune/node';
import { run as prune } from '@/nodes/compress/prune/run';
import { quantiseModel } from '@/nodes/compress/quantise/node';
import { run as quantise } from '@/nodes/compress/quantise/run';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as evaluate } from '@/nodes/evaluate/language-model/run';
import { generateText } from '@/nodes/generate/text/node';
import { run as generate } from '@/nodes/generate/text/run';
import { model as codec } from '@/workers/artifacts/kinds/model';
import { tinyModel } from '../align/support';
import { refusalOf, testContext } from '../support';

let given: Model;
beforeAll(async () => {
  given = await tinyModel();
});

const context = testContext();
const small = (params: object) => quantise({ model: given }, quantiseModel.params.parse(params), context);
const told = (values: readonly { readonly name: string; readonly value: number }[], name: string) =>
  values.find((metric) => metric.name === name)?.value ?? Number.NaN;

test('a quantised model is stored small, and comes back as it was', async () => {
  const full = codec.encode(given).length;
  for (const [bits, most] of [
    ['8', 0.3],
    ['4', 0.2],
  ] as const) {
    const { model, metrics, layers } = await small({ bits, groupSize: 16 });
    expect(told(metrics.values, 'Relative error')).toBeGreaterThan(0.1);
    expect(told(metrics.values, 'Relative error')).toBeLessThan(bits === '8' ? 1 : 15);
    const numbers = told(metrics.values, 'Size after') / told(metrics.values, 'Size before');
    expect(told(metrics.values, 'Share of the size')).toBeCloseTo(100 * numbers, 6);
    expect(layers.rows).toHaveLength(told(metrics.values, 'Matrices'));
    expect(layers.rows.length).toBeGreaterThan(6);
    const bytes = codec.encode(model);
    // The notes of so small a model weigh more than its numbers; these alone are compared.
    const { tensors, codes } = readSafetensors(bytes, 'withCodes');
    const stored = [...Object.values(tensors), ...Object.values(codes)].reduce(
      (sum, { data }) => sum + data.byteLength,
      0,
    );
    expect(stored).toBeCloseTo(1_000 * told(metrics.values, 'Size after'), 6);
    expect(bytes.length).toBeLessThan(full);
    expect(numbers).toBeLessThan(most + 0.15);
    expect(codec.decode(bytes)).toEqual(model);
  }
  expect(codec.decode(codec.encode(given))).toEqual(given);
});

test('a file whose codes are not all there is refused', async () => {
  const { model } = await small({});
  const [key = '', weight] = Object.entries(model.weights).find(([, { quantised }]) => quantised) ?? [];
  if (!weight?.quantised) throw new Error('nothing is quantised');
  const cut = { ...weight, quantised: { ...weight.quantised, scales: new Float32Array(1) } };
  expect(() => codec.decode(codec.encode({ ...model, weights: { ...model.weights, [key]: cut } }))).toThrow(/scales/);
});

test('writing, measuring, adapters and other tools take a quantised model', async () => {
  const { model } = await small({ bits: '8' });
  const stored = codec.decode(codec.encode(model));
  const ids = Int32Array.from({ length: 64 }, (_, at) => at % 9);
  const vocabularySize = concreteNetwork(given.network).vocabularySize ?? 0;
  const tokens = {
    ids,
    blockLength: 16,
    vocabularySize,
    characters: 64,
    tokenizer: given.tokenizer,
  };
  const lossOf = async (one: Model) =>
    told(
      (await evaluate({ model: one, data: tokens }, evaluateLanguageModel.params.parse({}), context)).metrics.values,
      'Loss',
    );
  expect(Math.abs((await lossOf(stored)) - (await lossOf(given)))).toBeLessThan(0.01);
  const params = generateText.params.parse({ prompt: 'abc', maxTokens: 4, strategy: 'greedy' });
  expect((await generate({ model: stored }, params, testContext())).text).toHaveLength(7);

  const settings = { rank: 2, alpha: 4, targets: ['query'] } as const;
  const weights = firstAdapters(withAdapters(concreteNetwork(given.network), settings), 1);
  const adapter: Adapter = {
    ...settings,
    targets: ['query'],
    weights: Object.fromEntries(
      Object.entries(weights).map(([name, { shape, data: numbers }]) => [
        name,
        { shape, data: numbers.map(() => 0.1) },
      ]),
    ),
    base: basePrint(stored),
    trainedSteps: 1,
    validationLoss: null,
  };
  const { model: merged } = withMerged(stored, [{ name: 'Adapter', adapter, strength: 1 }]);
  for (const [key, { quantised }] of Object.entries(merged.weights))
    if (key.endsWith('query.weight')) expect(quantised, key).toBeUndefined();
  expect(codec.decode(codec.encode(merged))).toEqual(merged);
  expect(codec.formats?.transformers?.encode(stored).length).toBeGreaterThan(1_000);
});

test('pruning tells what it did, and that codes are gone', async () => {
  const params = pruneModel.params.parse({ share: 0.5 });
  const { model, metrics, layers } = await prune({ model: given }, params, context);
  expect(told(metrics.values, 'Zeros')).toBeCloseTo(50, 0);
  expect(told(metrics.values, 'Relative error')).toBeGreaterThan(5);
  expect(layers.rows.length).toBeGreaterThan(3);
  const { model: both } = await quantise({ model }, quantiseModel.params.parse({}), context);
  const zeros = (of: Model) =>
    Object.values(of.weights).reduce((n, { data }) => n + data.filter((v) => v === 0).length, 0);
  expect(zeros(both)).toBeGreaterThanOrEqual(zeros(model));
  const own = testContext();
  await prune({ model: (await small({})).model }, params, own);
  expect(own.logs.join()).toMatch(/Quantise it after pruning/);
});

test('a model whose training ran away is refused', async () => {
  const weights = Object.fromEntries(
    Object.entries(given.weights).map(([key, { shape, data }]) => [key, { shape, data: data.map(() => Number.NaN) }]),
  );
  const broken = async () => quantise({ model: { ...given, weights } }, quantiseModel.params.parse({}), context);
  expect((await refusalOf(broken)).code).toBe('compress.not-a-number');
});

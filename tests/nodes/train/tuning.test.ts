import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Model, TokenBlocks } from '@/graph';
import * as tf from '@/ml/tf';
import { initialiseWeights } from '@/ml/weights';
import { pruneModel } from '@/nodes/compress/prune/node';
import { run as prune } from '@/nodes/compress/prune/run';
import { quantiseModel } from '@/nodes/compress/quantise/node';
import { run as quantise } from '@/nodes/compress/quantise/run';
import { trainAdapter } from '@/nodes/train/adapter/node';
import { run as runAdapter } from '@/nodes/train/adapter/run';
import { applyAdapter } from '@/nodes/train/apply-adapter/node';
import { run as runApply } from '@/nodes/train/apply-adapter/run';
import { distilLanguageModel } from '@/nodes/train/distil-language-model/node';
import { run as runDistil } from '@/nodes/train/distil-language-model/run';
import { fineTune } from '@/nodes/train/fine-tune/node';
import { run as runFineTune } from '@/nodes/train/fine-tune/run';
import { gpt } from '@/tests/ml/helpers/networks';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';

const tokenizer = {
  model: { type: 'WordLevel', vocab: Object.fromEntries([...'abcdef'].map((one, id) => [one, id])), unk_token: 'a' },
  added_tokens: [],
  pre_tokenizer: { type: 'Split', pattern: { Regex: '' }, behavior: 'Isolated', invert: false },
};
const blocks = (pattern: readonly number[]): TokenBlocks => ({
  ids: Int32Array.from({ length: 200 }, (_, index) => pattern[index % pattern.length] ?? 0),
  blockLength: 6,
  vocabularySize: 6,
  characters: 200,
  tokenizer,
});
const [old, fresh] = [blocks([0, 1, 2]), blocks([3, 4, 5, 4])];
const network = {
  ...gpt({ vocabulary: 6, width: 8, layers: 2, heads: 2, context: 6 }),
  shape: ['B', 'T', 6],
  symbols: {},
};
const model: Model = {
  network: network as unknown as Model['network'],
  weights: initialiseWeights(network, 1),
  tokenizer,
  blockLength: 6,
  trainedSteps: 10,
  validationLoss: null,
};
const quick = { steps: 8, batchSize: 2, evaluateEvery: 8, evaluateBatches: 1, sampleTokens: 0, warmUpSteps: 0 };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('fine-tuning leaves frozen layers as they were, and tells what was forgotten', async () => {
  const params = fineTune.params.parse({ ...quick, freeze: 'all-but-last', lastLayers: 1, learningRate: 0.02 });
  const context = testContext();
  const { model: tuned, metrics } = await runFineTune(
    { model, training: fresh, validation: fresh, old, oldValidation: old },
    params,
    context,
  );
  const same = (key: string) => expect(tuned.weights[key]?.data).toEqual(model.weights[key]?.data);
  same('embedding.weight');
  same('block0.attention.query.weight');
  expect(tuned.weights['block1.attention.query.weight']?.data).not.toEqual(
    model.weights['block1.attention.query.weight']?.data,
  );
  expect(tuned.trainedSteps).toBe(18);
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(value('Forgotten')).toBeCloseTo(value('Old text, after') - value('Old text, before'), 9);
  expect(metrics.curves.map(({ name }) => name)).toContain('Old text');
  expect(Object.keys(context.saved.at(-1)?.state ?? {})).toContain('weights');
});

test('a pruned model keeps its zeros while it is fine-tuned, and says so; without the option they are gone', async () => {
  const { model: half } = await prune({ model }, pruneModel.params.parse({ share: 0.5 }), testContext());
  const read = codecOf('model').decode(codecOf('model').encode(half)) as Model;
  expect(read.pruned).toEqual(half.pruned);
  const tuned = (params: object, given = half, context = testContext()) =>
    runFineTune({ model: given, training: fresh }, fineTune.params.parse({ ...quick, ...params }), context);
  const told = ({ metrics }: Awaited<ReturnType<typeof tuned>>, name: string) =>
    metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  const kept = await tuned({});
  expect(told(kept, 'Zeros, before')).toBeCloseTo(50, 0);
  expect(told(kept, 'Zeros, after')).toBe(told(kept, 'Zeros, before'));
  expect(kept.model.pruned).toEqual(half.pruned);
  for (const key of half.pruned ?? []) expect(kept.model.weights[key]?.data).not.toEqual(half.weights[key]?.data);
  const free = await tuned({ keepZeros: false });
  expect(told(free, 'Zeros, after')).toBeLessThan(5);
  expect(free.model.pruned).toBeUndefined();
  expect((await tuned({}, model)).metrics.values.map(({ name }) => name)).not.toContain('Zeros, after');
  const context = testContext();
  const { model: small } = await quantise({ model: half }, quantiseModel.params.parse({ bits: '4' }), context);
  await tuned({}, small, context);
  expect(context.logs.join()).toMatch(/quantised after it was pruned/);
});

test('an adapter holds its own weights alone, survives its file, and is merged by its strength', async () => {
  const { adapter, metrics } = await runAdapter(
    { model, training: fresh },
    trainAdapter.params.parse({ ...quick, rank: 2, attention: 'query-value', feedForward: false }),
    testContext(),
  );
  expect(Object.keys(adapter.weights)).toEqual(
    [0, 1].flatMap((block) =>
      ['query', 'value'].flatMap((part) =>
        ['down', 'up'].map((half) => `block${block}.attention.${part}.lora.${half}`),
      ),
    ),
  );
  expect(metrics.values.find(({ name }) => name === 'Parameters')?.value).toBe(2 * 2 * 2 * (8 + 8));
  const codec = codecOf('adapter');
  expect(codec.decode(codec.encode(adapter))).toEqual(adapter);
  const apply = (given: Model, strength: number) => {
    const context = testContext();
    const made = runApply({ model: given, adapter }, applyAdapter.params.parse({ strength }), context);
    return Promise.resolve(made).then(({ model: merged }) => ({ merged, logs: context.logs }));
  };
  expect((await apply(model, 0)).merged.weights).toEqual(model.weights);
  const whole = await apply(model, 1);
  expect(whole.merged.weights['block0.attention.query.weight']).not.toEqual(
    model.weights['block0.attention.query.weight'],
  );
  expect(whole.logs).toEqual([]);
  const sibling = { ...model, weights: initialiseWeights(network, 2) };
  expect((await apply(sibling, 1)).logs.join()).toContain('“Adapter” was trained beside other weights');
});

test('an adapter of another model is refused by name', async () => {
  const { adapter } = await runAdapter(
    { model, training: fresh },
    trainAdapter.params.parse({ ...quick, steps: 1, rank: 1 }),
    testContext(),
  );
  const wide = gpt({ vocabulary: 6, width: 12, layers: 2, heads: 2, context: 6 });
  const other = { ...model, network: wide as unknown as Model['network'], weights: initialiseWeights(wide, 1) };
  const error = await refusalOf(async () =>
    runApply({ model: other, adapter }, applyAdapter.params.parse({}), testContext()),
  );
  expect(error).toMatchObject({ code: 'adapter.other-base', title: '“Adapter” was trained for another model.' });
});

test('a student learns from a teacher, whose weights are not in what is kept', async () => {
  const small = gpt({ vocabulary: 6, width: 4, layers: 1, heads: 1, context: 6 });
  const context = testContext();
  const { model: student } = await runDistil(
    { teacher: model, network: { ...model.network, ...small } as Model['network'], training: fresh },
    distilLanguageModel.params.parse({ ...quick, steps: 4, evaluateEvery: 4 }),
    context,
  );
  expect(Object.keys(student.weights).sort()).toEqual(Object.keys(initialiseWeights(small, 1)).sort());
});

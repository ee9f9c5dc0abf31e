import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { memory } from '@/ml/tf';
import { alignPreferences } from '@/nodes/align/preferences/node';
import { run as runPreferences } from '@/nodes/align/preferences/run';
import { trainRewardModel } from '@/nodes/align/reward-model/node';
import { run as runReward } from '@/nodes/align/reward-model/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, type TestContext, testContext } from '../support';
import { tinyModel } from './support';

beforeAll(startWasm);

/** Answers with many a’s are preferred to such with many b’s. */
const PAIRS = {
  pairs: Array.from({ length: 16 }, (_, index) => ({
    prompt: ['c', 'dd', 'fed'][index % 3] ?? '',
    chosen: `${'a'.repeat(1 + (index % 4))}.`,
    rejected: `${'b'.repeat(1 + (index % 3))}.`,
  })),
};
const settings = { steps: 8, batchSize: 8, learningRate: 0.02, warmUpSteps: 0, evaluateEvery: 4, evaluateBatches: 1 };
const value = ({ values }: { values: readonly { name: string; value: number }[] }, name: string) =>
  values.find((one) => one.name === name)?.value ?? Number.NaN;

const align = async (params: object, context: TestContext = testContext(), pairs = PAIRS) =>
  runPreferences(
    { model: await tinyModel(), preferences: pairs },
    alignPreferences.params.parse({ ...settings, heldOut: 0.25, ...params }),
    context,
  );

test.each(['dpo', 'kto', 'orpo'])(
  '%s makes a model rank pairs that it has not seen, and tells how far it strayed',
  async (method) => {
    await tinyModel();
    const before = memory().numTensors;
    const { model, metrics } = await align({ method });
    expect(memory().numTensors).toBe(before);
    expect(value(metrics, 'Accuracy, put aside')).toBe(100);
    expect(value(metrics, 'Margin')).toBeGreaterThan(0);
    expect(value(metrics, 'KL to the start')).toBeGreaterThan(0.01);
    expect(value(metrics, 'Pairs')).toBe(12);
    expect(metrics.curves.map(({ name }) => name)).toEqual(expect.arrayContaining(['Batch', 'Put aside', 'Margin']));
    expect(model).toMatchObject({ trainedSteps: 8, validationLoss: null });
  },
);

test('alignment that was interrupted gives what it would have given, and never moves what it began with', async () => {
  const begun = await tinyModel();
  const whole = await align({});
  const context = testContext();
  await align({ steps: 4 }, context);
  const resumed = await align({}, context);
  expect(context.logs).toContain('Goes on from step 4.');
  expect(resumed.model.weights).toEqual(whole.model.weights);
  expect((await tinyModel()).weights).toEqual(begun.weights);
});

test('a model that fills gaps, and too few pairs, are refused', async () => {
  expect((await refusalOf(align({}, testContext(), { pairs: PAIRS.pairs.slice(0, 1) }))).code).toBe(
    'preferences.too-few',
  );
  const masked = { ...(await tinyModel()), objective: 'masked' as const };
  const params = alignPreferences.params.parse(settings);
  const refused = Promise.resolve(runPreferences({ model: masked, preferences: PAIRS }, params, testContext()));
  expect((await refusalOf(refused)).code).toBe('generate.only-fills');
});

test('a reward model ranks pairs that it has not seen, tells how sure it is, and is kept', async () => {
  const model = await tinyModel();
  const before = memory().numTensors;
  const context = testContext();
  const { reward, metrics } = await runReward(
    { model, preferences: PAIRS },
    trainRewardModel.params.parse({ ...settings, steps: 16, heldOut: 0.25 }),
    context,
  );
  expect(memory().numTensors).toBe(before);
  expect(reward.accuracy).toBe(1);
  expect(reward.network.shape).toEqual(['B', 'T', 1]);
  expect(metrics.notes.join(' ')).toContain('% sure');
  // Wilson 1927: of 4 right of 4, n / (n + z²).
  const interval = 'right in 100 % of 4 pairs put aside: its accuracy lies between 51 and 100 %';
  expect(metrics.notes.join(' ')).toContain(interval);
  expect(context.logs.join(' ')).toMatch(new RegExp(`16 pairs are few .*${interval}`));
  expect(value(metrics, 'Calibration error')).toBeLessThan(50);
  const codec = codecOf('reward-model');
  expect(codec.decode(codec.encode(reward))).toEqual(reward);
  expect(codec.look(reward, {})).toMatchObject({ view: 'numbers' });
});

import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Model, TokenBlocks } from '@/graph';
import { memory } from '@/ml/tf';
import { alignPpo } from '@/nodes/align/ppo/node';
import { run } from '@/nodes/align/ppo/run';
import { codecOf } from '@/nodes/common/codec';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as evaluate } from '@/nodes/evaluate/language-model/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { refusalOf, type TestContext, testContext } from '../support';
import { tinyModel } from './support';

beforeAll(startWasm);

const PROMPTS = { items: ['abc', 'd', 'feed a', 'bad', 'c'] };
const align = async (params: object, context: TestContext = testContext(), plain?: TokenBlocks) =>
  run(
    { model: await tinyModel(), prompts: PROMPTS, ...(plain && { plain }) },
    alignPpo.params.parse({
      ...{ rounds: 4, rollouts: 16, updates: 3, batchSize: 8, learningRate: 0.01, warmUpSteps: 0, lookEvery: 2 },
      ...{ answerTokens: 4, lengthWeight: 0, fullStopWeight: 0, shareWeight: 1, shareOf: 'vowels', klWeight: 0.01 },
      ...params,
    }),
    context,
  );
const value = ({ values }: { values: readonly { name: string; value: number }[] }, name: string) =>
  values.find((one) => one.name === name)?.value ?? Number.NaN;

test.each(['ppo', 'grpo'])(
  'by %s a model comes to write what is rewarded, and leaves no tensor behind',
  async (method) => {
    await tinyModel();
    const before = memory().numTensors;
    const { model, metrics } = await align({ method, group: 4, rounds: method === 'grpo' ? 8 : 4 });
    expect(memory().numTensors).toBe(before);
    expect(value(metrics, 'Reward')).toBeGreaterThan(value(metrics, 'Reward at the start') + 0.1);
    expect(value(metrics, 'KL to the start')).toBeGreaterThan(0);
    expect(metrics.curves.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Reward, prompts put aside',
        'KL to the start',
        'Entropy',
        'Length',
        'Clip fraction',
        'Reward of each round',
      ]),
    );
    const [rounds] = metrics.curves.filter(({ name }) => name === 'Reward of each round');
    expect(rounds).toMatchObject({
      over: 'round',
      x: Array.from({ length: rounds?.x.length ?? 0 }, (_, at) => at + 1),
    });
    expect(rounds?.y.at(-1)).toBeGreaterThan(rounds?.y[0] ?? 0);
    // One kind of reward on one axis, and no loss that is its negative.
    expect(metrics.curves.filter(({ apart }) => !apart).map(({ name }) => name)).toEqual([
      'Reward of each round',
      'Reward, prompts put aside',
    ]);
    expect(metrics.notes[0]).toContain('before:');
    expect(Object.keys(model.weights)).toEqual(Object.keys((await tinyModel()).weights));
  },
);

test('a plain text that is learned beside the rewards is not forgotten, and one of another tokenizer is refused', async () => {
  const { tokenizer } = await tinyModel();
  const codec = codecOf(tokenizer);
  const ids = Int32Array.from(codec.encode('bcdfgh.'.repeat(20)));
  const plain: TokenBlocks = {
    ...{ ids, blockLength: 16, tokenizer, vocabularySize: codec.vocabularySize, characters: ids.length },
  };
  const perplexity = async (model: Model) =>
    value(
      (await evaluate({ model, data: plain }, evaluateLanguageModel.params.parse({}), testContext())).metrics,
      'Perplexity',
    );
  const [kept, strayed] = [await align({ plainWeight: 5 }, testContext(), plain), await align({})];
  const weightless = await align({ plainWeight: 0 }, testContext(), plain);
  expect(weightless.model.weights).toEqual(strayed.model.weights);
  expect(await perplexity(kept.model)).toBeLessThan(0.9 * (await perplexity(strayed.model)));
  const other = await refusalOf(() => align({}, testContext(), { ...plain, vocabularySize: 99 }));
  expect(other.code).toBe('train.other-vocabulary');
});

test('a training by rewards that was interrupted gives what it would have given', async () => {
  const adaptive = { klTarget: 0.5 };
  const whole = await align(adaptive);
  const context = testContext();
  await align({ ...adaptive, rounds: 2 }, context);
  const resumed = await align(adaptive, context);
  expect(context.logs).toContain('Goes on from step 6.');
  expect(resumed.model.weights).toEqual(whole.model.weights);
});

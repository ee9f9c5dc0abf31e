import { beforeAll, describe, expect, test } from 'vitest';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import '@tensorflow/tfjs-backend-cpu';
import { extendNode, type Facts, type Model, type Network, type TokenBlocks } from '@/graph';
import { memory } from '@/ml/tf';
import { catalogue } from '@/nodes';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as runEvaluate } from '@/nodes/evaluate/language-model/run';
import { generateText } from '@/nodes/generate/text/node';
import { run as runGenerate } from '@/nodes/generate/text/run';
import { characters } from '@/nodes/tokenize/characters/node';
import { run as learnCharacters } from '@/nodes/tokenize/characters/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { readState } from '@/nodes/train/common/checkpoint';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as runTrain } from '@/nodes/train/language-model/run';
import { refusalOf, type TestContext, testContext } from '../support';

const RHYME = 'one two buckle my shoe. three four knock at the door. five six pick up sticks. '.repeat(30);
const settings = {
  batchSize: 4,
  learningRate: 0.01,
  warmUpSteps: 2,
  evaluateEvery: 10,
  evaluateBatches: 2,
  decaySteps: 40,
  sampleTokens: 8,
};

let data: { training: TokenBlocks; validation: TokenBlocks };
let network: Network;

beforeAll(async () => {
  await startWasm();
  const text = { items: [RHYME] };
  const { tokenizer } = await learnCharacters(
    { text },
    characters.params.parse({ unknown: 'left-out' }),
    testContext(),
  );
  data = await runEncode({ text, tokenizer }, encode.params.parse({ blockLength: 8 }), testContext());
  network = tiny(data.training.vocabularySize);
});

/** The network that a graph of these blocks describes. */
function tiny(vocabularySize: number): Network {
  const add = (type: string, params: object, inputs: Record<string, Facts>): Facts => {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    return extended.facts.network ?? {};
  };
  let facts = add('token-embedding', { width: 16 }, { tokenizer: { vocabularySize } });
  facts = add('positions', { context: 8 }, { network: facts });
  facts = add('transformer-block', { repeat: 1, heads: 2 }, { network: facts });
  facts = add('language-head', {}, { network: facts });
  if (!facts.network) throw new Error('no network');
  return facts.network;
}

const train = (params: object, context: TestContext) =>
  Promise.resolve(runTrain({ network, ...data }, trainLanguageModel.params.parse({ ...settings, ...params }), context));

const weightsOf = ({ weights }: Model) =>
  Object.entries(weights).map(([name, { data: numbers }]) => [name, [...numbers].map((number) => number.toFixed(4))]);

test('a network learns, writes, and is scored, and leaves no tensor behind', async () => {
  const before = memory().numTensors;
  const context = testContext();
  const { model, metrics } = await train({ steps: 40 }, context);
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(value('Validation loss')).toBeLessThan(Math.log(data.training.vocabularySize) - 0.5);
  expect(model).toMatchObject({ trainedSteps: 40, blockLength: 8 });
  expect(value('Tokens seen')).toBe(40 * 4 * 8);

  const curves = context.previews.at(-1)?.view;
  if (curves?.view !== 'curves') throw new Error('no curves were shown');
  expect(curves.series.map(({ name }) => name)).toEqual(['Batch', 'Training', 'Validation']);
  expect(curves.readings?.map(({ label }) => label)).toEqual([
    'Loss',
    'Validation',
    'Speed',
    'Gradient norm',
    'Learning rate',
  ]);
  expect(curves.sample?.length).toBeGreaterThan(4);
  expect(context.metrics.some(({ values }) => 'validationLoss' in values)).toBe(true);

  const score = await runEvaluate(
    { model, data: data.validation },
    evaluateLanguageModel.params.parse({}),
    testContext(),
  );
  const of = (name: string) => score.metrics.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(of('Perplexity')).toBeCloseTo(Math.exp(of('Loss')), 3);
  expect(of('Bits per character')).toBeCloseTo(of('Loss') / Math.LN2, 3);
  expect(of('Top-5')).toBeGreaterThanOrEqual(of('Top-1'));

  const writing = testContext();
  const written = await runGenerate(
    { model },
    generateText.params.parse({ prompt: 'one two', maxTokens: 30 }),
    writing,
  );
  expect(written.text.startsWith('one two')).toBe(true);
  expect(written.text).toHaveLength(37);
  expect(written.trace.steps.map(({ piece }) => piece).join('')).toBe(written.text.slice(7));
  expect(writing.previews.map(({ port }) => port)).toContain('trace');
  expect(memory().numTensors).toBe(before);
});

test('going on to more steps gives what one long training gives', async () => {
  const whole = await train({ steps: 30 }, testContext());
  const context = testContext();
  await train({ steps: 15 }, context);
  expect(context.saved.at(-1)?.step).toBe(15);
  const rest = await train({ steps: 30 }, context);
  expect(context.logs).toContain('Goes on from step 15.');
  expect(weightsOf(rest.model)).toEqual(weightsOf(whole.model));
});

test('training that was cancelled goes on from what was kept', async () => {
  const context = testContext();
  let steps = 0;
  const metric = context.metric;
  const interrupted = {
    ...context,
    metric: (step: number, values: Readonly<Record<string, number>>) => {
      metric(step, values);
      steps += 1;
      if (steps === 20) throw new Error('the tab was closed');
    },
  };
  await expect(train({ steps: 30 }, interrupted)).rejects.toThrow('the tab was closed');
  expect(context.saved.at(-1)?.step).toBe(10);
  const rest = await train({ steps: 30 }, context);
  const whole = await train({ steps: 30 }, testContext());
  expect(weightsOf(rest.model)).toEqual(weightsOf(whole.model));
});

test('wanting fewer steps begins anew and leaves alone what went further', async () => {
  const context = testContext();
  await train({ steps: 20 }, context);
  const { model } = await train({ steps: 10 }, context);
  expect(model.trainedSteps).toBe(10);
  expect(context.saved.at(-1)?.step).toBe(20);
});

test('a loss that is no number stops with what to try, and keeps the last good weights', async () => {
  const context = testContext();
  const diverging = train(
    {
      steps: 60,
      optimiser: 'sgd',
      learningRate: 1,
      momentum: 0.999,
      clip: 0,
      weightDecay: 10,
      warmUpSteps: 0,
      decaySteps: 1000,
    },
    context,
  );
  const refusal = await refusalOf(diverging);
  expect(refusal.code).toBe('train.diverged');
  expect(refusal.fix).toContain('learning rate');
  const kept = context.saved.at(-1);
  if (!kept) throw new Error('nothing was kept');
  const state = readState(kept.state);
  const numbers = Object.values(state?.weights ?? {}).flatMap(({ data: weights }) => [...weights]);
  expect(numbers.length).toBeGreaterThan(1_000);
  expect(numbers.every(Number.isFinite)).toBe(true);
});

describe('training refuses what cannot work', () => {
  test('text of another vocabulary', async () => {
    const other = { network: tiny(7), ...data };
    const refusal = await refusalOf(async () => runTrain(other, trainLanguageModel.params.parse({}), testContext()));
    expect(refusal.code).toBe('train.other-vocabulary');
  });
  test('a text shorter than one block', async () => {
    const training = { ...data.training, ids: data.training.ids.slice(0, 8) };
    const refusal = await refusalOf(async () =>
      runTrain({ network, training }, trainLanguageModel.params.parse({}), testContext()),
    );
    expect(refusal.code).toBe('tokens.too-few');
  });
  test('blocks longer than its context', async () => {
    const training = { ...data.training, blockLength: 16 };
    const refusal = await refusalOf(async () =>
      runTrain({ network, training }, trainLanguageModel.params.parse({}), testContext()),
    );
    expect(refusal.code).toBe('train.block-too-long');
  });
});

describe('writing', () => {
  let model: Model;
  beforeAll(async () => {
    ({ model } = await train({ steps: 20, sampleTokens: 0 }, testContext()));
  });
  const write = (params: object, context = testContext()) =>
    Promise.resolve(runGenerate({ model }, generateText.params.parse({ maxTokens: 24, ...params }), context));

  test('greedily, with and without the cache, gives one text', async () => {
    const greedy = { strategy: 'greedy', prompt: 'one ' };
    expect((await write({ ...greedy, useCache: false })).text).toBe((await write(greedy)).text);
  });
  test('with a seed gives the same text each time, and another for another seed', async () => {
    const params = { prompt: 'one ', temperature: 1.5 };
    expect((await write(params)).text).toBe((await write(params)).text);
    expect((await write(params, testContext({ seed: 2 }))).text).not.toBe((await write(params)).text);
  });
  test('ends before a stop string', async () => {
    const { text } = await write({ prompt: 'one', strategy: 'greedy' });
    const ending = text.slice(8, 10);
    const stopped = await write({ prompt: 'one', strategy: 'greedy', stop: `never\n${ending}` });
    expect(stopped.text).toBe(text.slice(0, text.indexOf(ending, 3)));
  });
  test('with beams follows several texts', async () => {
    const { text, trace } = await write({ strategy: 'beam', beams: 3, prompt: 'two' });
    expect(text.startsWith('two')).toBe(true);
    expect(trace.steps.length).toBeGreaterThan(10);
  });
  test('shows which rule cut what', async () => {
    const { trace } = await write({ topK: 2, prompt: 'two' });
    for (const { candidates } of trace.steps) {
      expect(candidates.filter(({ kept }) => kept)).toHaveLength(2);
      expect(candidates.some(({ cutBy }) => cutBy === 'top-k')).toBe(true);
    }
  });
  test('begins by itself where there is no prompt, and refuses one it cannot read', async () => {
    expect((await write({})).text.length).toBe(24);
    expect((await refusalOf(write({ prompt: '猫' }))).code).toBe('prompt.unknown');
  });
  test('can be cancelled between tokens', async () => {
    const tensors = memory().numTensors;
    await expect(write({}, testContext({ cancelAt: 5 }))).rejects.toMatchObject({ code: 'cancelled' });
    expect(memory().numTensors).toBe(tensors);
  });
});

test('scoring refuses an empty part and another vocabulary', async () => {
  const { model } = await train({ steps: 1, sampleTokens: 0 }, testContext());
  const score = (blocks: TokenBlocks) => async () =>
    runEvaluate({ model, data: blocks }, evaluateLanguageModel.params.parse({}), testContext());
  expect((await refusalOf(score({ ...data.validation, ids: new Int32Array(0) }))).code).toBe('evaluate.no-data');
  expect((await refusalOf(score({ ...data.validation, ids: data.validation.ids.slice(0, 4) }))).code).toBe(
    'tokens.too-few',
  );
  expect((await refusalOf(score({ ...data.validation, vocabularySize: 9 }))).code).toBe('evaluate.other-vocabulary');
});

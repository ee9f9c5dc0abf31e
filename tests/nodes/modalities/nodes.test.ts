import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Examples, Facts, Trajectories } from '@/graph';
import { stepsOf } from '@/ml/physics/trajectory';
import { memory, setBackend } from '@/ml/tf';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as score } from '@/nodes/evaluate/language-model/run';
import { evaluateModalities } from '@/nodes/evaluate/modalities/node';
import { run as lossBy } from '@/nodes/evaluate/modalities/run';
import { answerPrompts } from '@/nodes/generate/answers/node';
import { run as answer } from '@/nodes/generate/answers/run';
import { run as readMotion } from '@/nodes/generate/text-to-motion/run';
import { run as readPictures } from '@/nodes/generate/text-to-pictures/run';
import { beginnings } from '@/nodes/prepare/beginnings/node';
import { run as begin } from '@/nodes/prepare/beginnings/run';
import { mixDocuments } from '@/nodes/prepare/mix/node';
import { run as mix } from '@/nodes/prepare/mix/run';
import { motionToText } from '@/nodes/prepare/motion-to-text/node';
import { run as writeMotion } from '@/nodes/prepare/motion-to-text/run';
import { picturesToText } from '@/nodes/prepare/pictures-to-text/node';
import { run as writePictures } from '@/nodes/prepare/pictures-to-text/run';
import { sourceSimulation } from '@/nodes/source/simulation/node';
import { run as simulate } from '@/nodes/source/simulation/run';
import { encode as encodeNode } from '@/nodes/tokenize/encode/node';
import { run as encode } from '@/nodes/tokenize/encode/run';
import { trainVqVae } from '@/nodes/train/vq-vae/node';
import { run as trainVq } from '@/nodes/train/vq-vae/run';
import { tinyModel } from '../align/support';
import { said } from '../examples/support';
import { refusalOf, testContext } from '../support';

beforeAll(() => setBackend('cpu'));

async function pendulums(runs: number): Promise<Trajectories> {
  const params = sourceSimulation.params.parse({ runs, steps: 11, timeStep: 0.1 });
  return (await simulate({}, params, testContext())).trajectories;
}

test('motions come back from text within half a level, beside the true ones, and what is none is counted', async () => {
  const trajectories = await pendulums(30);
  const params = motionToText.params.parse({ aside: 4, levels: 100, given: 0.5 });
  const made = await writeMotion({ trajectories }, params, testContext());
  expect([made.text.items.length, made.starts.items.length, made.kept.runs.length]).toEqual([26, 4, 4]);
  for (const item of made.text.items) expect(item).toMatch(new RegExp(`^${made.form}$`, 'u'));
  // A model that knows the rest: the whole documents of the runs kept aside.
  const all = await writeMotion({ trajectories, own: made.kept }, { ...params, given: 0.95 }, testContext());
  expect(all.kept).toBe(made.kept);
  const whole = all.starts.items.map((start) => start);
  const items = made.starts.items.map((prompt, at) => ({ prompt, answer: whole[at]?.slice(prompt.length) ?? '' }));
  items[3] = { prompt: made.starts.items[3] ?? '', answer: '⟩⟨' };
  items[2] = { prompt: 'no motion', answer: '' };
  const context = testContext();
  const beside = made.kept;
  const { trajectories: both } = await readMotion({ scale: made.scale, answers: { items }, beside }, {}, context);
  expect(context.logs.join()).toContain('1 of 4 are no motions');
  expect(both.runs.map(({ by }) => by)).toEqual([...Array(3).fill('true system'), ...Array(3).fill('language model')]);
  const [real, , , own] = both.runs;
  if (!real || !own) throw new Error('no runs');
  expect([own.start, stepsOf(both, own), own.marks]).toEqual([
    real.start,
    11,
    [{ step: 5, text: 'from here on written' }],
  ]);
  const ranges = [0, 1].map((at) => {
    const values = trajectories.runs.slice(0, 26).flatMap(({ states }) => [...states].filter((_, i) => i % 2 === at));
    return [Math.min(...values), Math.max(...values)] as const;
  });
  own.states.forEach((value, place) => {
    const [from, to] = ranges[place % 2] ?? [0, 0];
    const truth = Math.min(to, Math.max(from, real.states[place] ?? 0));
    expect(Math.abs(value - truth)).toBeLessThanOrEqual((to - from) / 200 + 1e-9);
  });
  expect((await refusalOf(() => readMotion({ scale: { a: 1 }, answers: { items } }, {}, testContext()))).code).toBe(
    'motion.no-scale',
  );
  const many = motionToText.params.parse({ aside: 4, levels: 300 });
  expect((await refusalOf(() => writeMotion({ trajectories }, many, testContext()))).code).toBe(
    'motion.too-many-signs',
  );
  const none = motionToText.params.parse({ aside: 30 });
  expect((await refusalOf(() => writeMotion({ trajectories }, none, testContext()))).code).toBe('motion.all-aside');
});

const facts: Facts = { exampleShape: [4, 4, 1] };
const halves: Examples = {
  shape: [4, 4, 1],
  count: 12,
  data: Float32Array.from({ length: 12 * 16 }, (_, at) => (at % 4 < 2 === (Math.floor(at / 16) % 2 === 0) ? 1 : 0)),
  labels: Int32Array.from({ length: 12 }, (_, at) => at % 2),
  classes: ['left', 'right'],
  captions: Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'left ⟦half' : 'right half')),
};

async function vqVae() {
  const begun = said('network.example-input', {}, { examples: facts });
  const layer = { channels: 4, norm: 'none' };
  const halved = said('network.convolution', { ...layer, size: 'half' }, { network: begun });
  const encoded = said('network.vector-quantiser', { entries: 4, width: 3 }, { network: halved });
  const codes = said('network.code-input', {}, { encoder: encoded });
  const decoded = said(
    'network.example-output',
    {},
    {
      network: said('network.convolution', { ...layer, size: 'double' }, { network: codes }),
    },
  );
  if (!encoded.network || !decoded.network) throw new Error('no network');
  const params = trainVqVae.params.parse({
    steps: 30,
    batchSize: 12,
    learningRate: 0.05,
    decaySteps: 30,
    samples: 4,
    evaluateEvery: 30,
    priorWidth: 8,
    average: 0.9,
  });
  const inputs = { encoder: encoded.network, decoder: decoded.network, examples: halves };
  return (await trainVq(inputs, params, testContext())).model;
}

test('pictures come back from text as the VQ-VAE copies them, with captions before and behind', async () => {
  const model = await vqVae();
  const before = memory().numTensors;
  const params = picturesToText.params.parse({ aside: 2, given: 0.5 });
  const made = await writePictures({ model, examples: halves }, params, testContext());
  expect(made.text.items).toHaveLength(20);
  expect(made.text.items[0]).toMatch(/^left {2}half⟦[⠀-⠃]{4}⟧$/);
  expect(made.text.items[1]).toMatch(/^⟦[⠀-⠃]{4}⟧left {2}half$/);
  for (const item of made.text.items) expect(item).toMatch(new RegExp(`^${made.form}$`, 'u'));
  expect(made.starts.items[0]).toMatch(/^⟦[⠀-⠃]{2}$/);
  expect([made.asked.items, made.captions.items]).toEqual([
    ['left  half⟦', 'right half⟦'],
    ['left  half', 'right half'],
  ]);
  const items = [...made.seen.items.map((prompt) => ({ prompt, answer: 'said' })), { prompt: '⟦', answer: '⠀⠀⟧' }];
  const context = testContext();
  const beside = { ...made.kept, ...writeThrice(made.kept) };
  const { pictures } = await readPictures({ model, answers: { items }, beside }, {}, context);
  expect(context.logs.join()).toContain('1 of 3 are no pictures and are left out: number 3 has 2 codes and not 4');
  expect([pictures.count, pictures.captions, [...(pictures.labels ?? [])]]).toEqual([2, ['said', 'said'], [0, 1]]);
  const off = [...pictures.data].map((value, at) => Math.abs(value - (made.kept.data[at] ?? 0)));
  expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.15);
  expect(memory().numTensors).toBe(before);
  const few = { ...beside, count: 2 };
  expect(
    (await refusalOf(() => readPictures({ model, answers: { items }, beside: few }, {}, testContext()))).code,
  ).toBe('pictures.other-count');
  const gan = { ...model, family: 'gan' as const };
  expect((await refusalOf(() => readPictures({ model: gan, answers: { items } }, {}, testContext()))).code).toBe(
    'pictures.no-codes',
  );
});

/** One more picture. */
const writeThrice = ({ data }: Examples) => ({
  count: 3,
  data: Float32Array.from([...data, ...data.subarray(0, 16)]),
  labels: Int32Array.of(0, 1, 0),
});

test('answers that are held to a form have it, whatever the model would write, and keep their references', async () => {
  const model = await tinyModel(1, 32);
  const prompts = { items: ['A', 'Ab', 'C'] };
  const references = { items: ['x', 'y', 'z'] };
  const params = answerPrompts.params.parse({
    strategy: 'sample',
    temperature: 2,
    maxTokens: 12,
    form: 'A[a-c]{5}[.]?',
  });
  const context = testContext();
  const { answers } = await answer({ model, prompts, references }, params, context);
  const texts = answers.items.map(({ prompt, answer: own }) => prompt + own);
  expect(texts[0]).toMatch(/^A[a-c]{5}\.?$/);
  expect(texts[1]).toMatch(/^Ab[a-c]{4}\.?$/);
  expect(answers.items.map(({ reference }) => reference)).toEqual([['x'], ['y'], ['z']]);
  expect(context.logs.join()).toContain('1 of 3 prompts do not begin in the form');
  const short = testContext();
  await answer({ model, prompts: { items: ['A'] }, form: 'A[a-c]{5}' }, { ...params, maxTokens: 3 }, short);
  expect(short.logs.join()).toContain('1 of 1 answers ended before they were whole');
  const wrong = { ...params, form: '(a' };
  expect((await refusalOf(() => answer({ model, prompts }, wrong, testContext()))).code).toBe('answers.form');
  const two = { items: ['x', 'y'] };
  expect((await refusalOf(() => answer({ model, prompts, references: two }, params, testContext()))).code).toBe(
    'answers.other-count',
  );
});

test('the losses of all modalities, each as often as it has tokens, are the loss', async () => {
  const letters = 'abc .\n⟦⟧⟨⟩⠀⠁ĀāMK:C|]';
  const model = await tinyModel(3, 16, letters);
  const lines = ['abc ab.', 'a b⟦⠀⠁⠀⟧', 'M:C\nK:C\nCCC|]', '⟨ĀāĀā⟩', '⟦⠀⟧c'];
  const text = { items: Array.from({ length: 60 }, (_, at) => lines[at % 5] ?? '') };
  const encoding = encodeNode.params.parse({ blockLength: 16, validation: 0 });
  const { training } = await encode({ text, tokenizer: model.tokenizer }, encoding, testContext());
  const by = await lossBy(
    { model, data: training },
    evaluateModalities.params.parse({ maximumBlocks: 0 }),
    testContext(),
  );
  const all = await score({ model, data: training }, evaluateLanguageModel.params.parse({}), testContext());
  const counted = by.metrics.values.map(({ value, help = '' }) => ({
    value,
    tokens: Number(/Over ([\d,]+)/.exec(help)?.[1]?.replaceAll(',', '')),
  }));
  expect(by.metrics.values.map(({ name }) => name)).toEqual(
    ['text', 'captions', 'pictures', 'melodies', 'motions'].map((name) => `Loss of ${name}`),
  );
  const tokens = counted.reduce((sum, one) => sum + one.tokens, 0);
  const loss = counted.reduce((sum, one) => sum + one.tokens * one.value, 0) / tokens;
  expect(tokens).toBe(all.metrics.values.find(({ name }) => name === 'Tokens')?.value);
  expect(loss).toBeCloseTo(all.metrics.values.find(({ name }) => name === 'Loss')?.value ?? Number.NaN, 4);
});

test('sources are mixed as often as is asked, and documents are cut behind their first words', async () => {
  const params = mixDocuments.params.parse({ sources: 'text, more', times: '2, 0.5' });
  const wired = { text: { items: ['a', 'b'] }, more: { items: Array.from({ length: 400 }, (_, at) => `m${at}`) } };
  const { text } = await mix(wired, params, testContext());
  expect(text.items.filter((item) => item === 'a')).toHaveLength(2);
  const halved = text.items.length - 4;
  expect(Math.abs(halved - 200)).toBeLessThan(40);
  expect((await mix(wired, params, testContext())).text.items).toEqual(text.items);
  const held = await mix(wired, { ...params, heldOut: 0.25 }, testContext());
  expect(new Set(held.kept.items)).toEqual(new Set(Array.from({ length: 100 }, (_, at) => `m${300 + at}`)));
  expect(held.text.items.filter((item) => held.kept.items.includes(item))).toEqual([]);
  const wrong = { ...params, times: '1' };
  expect((await refusalOf(() => mix(wired, wrong, testContext()))).code).toBe('mix.times');
  expect((await refusalOf(() => mix({}, params, testContext()))).code).toBe('text.empty');
  expect(mixDocuments.params.safeParse({ sources: 'a, a' }).success).toBe(false);

  const cut = await begin(
    { text: { items: ['one two  three four', 'one two', 'one'] } },
    beginnings.params.parse({ words: 2 }),
    testContext(),
  );
  expect([cut.starts.items, cut.rests.items]).toEqual([['one two'], ['  three four']]);
  const long = beginnings.params.parse({ words: 9 });
  expect((await refusalOf(() => begin({ text: { items: ['one'] } }, long, testContext()))).code).toBe(
    'beginnings.too-short',
  );
});

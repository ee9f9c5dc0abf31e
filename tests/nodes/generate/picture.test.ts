import { beforeAll, expect, test } from 'vitest';
import type { ChatRequest, Classifier, Examples, Facts, Generator, ToolCall } from '@/graph';
import { memory } from '@/ml/tf';
import { runAgent } from '@/nodes/common/agent/loop';
import { asParts, examplesInWords, picturesOf } from '@/nodes/common/agent/pictures';
import { recognise } from '@/nodes/evaluate/recognise/node';
import { run as runRecognise } from '@/nodes/evaluate/recognise/run';
import { classesWanted } from '@/nodes/evaluate/recognise/wanted';
import { withRound } from '@/nodes/flow/repeat/pictures';
import { drawPicture } from '@/nodes/generate/picture/node';
import { run as runDraw } from '@/nodes/generate/picture/run';
import { decodePng } from '@/nodes/source/images/read/png';
import { trainClassifier } from '@/nodes/train/classifier/node';
import { run as runTrainClassifier } from '@/nodes/train/classifier/run';
import { trainDiffusion } from '@/nodes/train/diffusion/node';
import { run as runTrain } from '@/nodes/train/diffusion/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { network } from '../examples/support';
import { refusalOf, testContext } from '../support';

const facts: Facts = { exampleShape: [4, 4, 1], captioned: true, classes: ['dark', 'bright'] };
/** Grey images, each of one shade, which the caption names. */
const shades: Examples = {
  shape: [4, 4, 1],
  count: 2,
  data: Float32Array.from({ length: 32 }, (_, index) => (index < 16 ? 0.1 : 0.9)),
  captions: ['a dark one', 'a bright one'],
  classes: ['dark', 'bright'],
  labels: Int32Array.of(0, 1),
};

let model: Generator;
let classifier: Classifier;
beforeAll(async () => {
  await startWasm();
  const input = { time: true, captions: true, words: 8, length: 4 };
  const denoiser = network(facts, { from: 'example', input, mlp: { width: 32, layers: 2 } });
  const asked = { steps: 80, batchSize: 16, learningRate: 0.02, decaySteps: 80, evaluateEvery: 1_000, samples: 0 };
  const drawing = trainDiffusion.params.parse({ ...asked, method: 'flow-matching' });
  model = (await runTrain({ network: denoiser, examples: shades }, drawing, testContext())).model;
  const judge = network(facts, { from: 'example', mlp: { width: 8, layers: 1 }, output: { gives: 'classes' } });
  const judging = trainClassifier.params.parse({ steps: 40, batchSize: 2, learningRate: 0.03, evaluateEvery: 40 });
  classifier = (await runTrainClassifier({ network: judge, examples: shades }, judging, testContext())).classifier;
});

const draw = async (caption: string, attempt?: number | string) =>
  runDraw(
    { model, caption, ...(attempt !== undefined && { attempt }) },
    drawPicture.params.parse({ steps: 6 }),
    testContext(),
  );
const look = (examples: Examples, wanted?: string, sure = 0) =>
  runRecognise(
    { classifier, examples, ...(wanted !== undefined && { wanted }) },
    recognise.params.parse({ sure }),
    testContext(),
  );

test('a caption becomes a picture, another attempt another one, and a classifier says what it sees', async () => {
  const before = memory().numTensors;
  const [first, again, second] = [
    await draw('a bright one'),
    await draw('a bright\none', 0),
    await draw('a bright one', 1),
  ];
  expect(first.picture).toMatchObject({ shape: [4, 4, 1], count: 1, captions: ['a bright one'] });
  expect(first.next).toBe(1);
  expect(second.next).toBe(2);
  expect(again.picture.data).toEqual(first.picture.data);
  expect(second.picture.data).not.toEqual(first.picture.data);
  expect(await look(first.picture, 'a bright one')).toMatchObject({ seen: 'bright', matches: true });
  expect(await look(first.picture, 'a dark one')).toMatchObject({ seen: 'bright', matches: false });
  expect((await look(first.picture)).matches).toBeNull();
  const dark = await look((await draw('a dark one')).picture, 'a dark one', 1);
  const [verdict] = Array.isArray(dark.verdicts) ? dark.verdicts : [];
  expect(verdict).toMatchObject({ class: 'dark', second: 'bright', sure: expect.any(Number) });
  expect(memory().numTensors).toBe(before);
});

test('what a model or a classifier does not know is said in words', async () => {
  expect(await refusalOf(draw('a bright dog'))).toMatchObject({
    code: 'generate.unknown-words',
    title: 'The model does not know “dog”.',
  });
  expect((await refusalOf(draw('  '))).code).toBe('picture.no-caption');
  expect((await refusalOf(draw('a dark one', 'soon'))).code).toBe('picture.attempt');
  const classes = ['red star', 'red ring', 'blue star'];
  expect([...classesWanted('a large RED star in the middle', classes)]).toEqual([0]);
  expect([...classesWanted('some star', classes)]).toEqual([0, 2]);
  expect(await refusalOf(() => Promise.resolve().then(() => classesWanted('a dog', classes)))).toMatchObject({
    code: 'recognise.names-none',
    detail: 'It knows red star, red ring, blue star.',
  });
  expect(await refusalOf(() => Promise.resolve().then(() => classesWanted('a blue ring', classes)))).toMatchObject({
    title: 'The classifier knows nothing that is “blue” and “ring” at once.',
  });
});

test('pictures are told in a sentence, shown as PNG with every pixel as it is, and kept of every round', async () => {
  const both: Examples = { ...shades, shape: [2, 2, 3], data: Float32Array.from({ length: 24 }, (_, at) => at / 24) };
  expect(examplesInWords(both)).toBe(
    '2 pictures of 2 × 2 pixels, drawn for “a dark one”, “a bright one”; the person sees them',
  );
  const view = picturesOf([both]);
  if (!view) throw new Error('there is a picture');
  const [, second] = await asParts(view);
  if (second?.type !== 'image') throw new Error('there is a second picture');
  const rgba = decodePng(Uint8Array.from(Buffer.from(second.data, 'base64')));
  expect(rgba.length).toBe(4 * 128 * 128);
  const at = (row: number, column: number) => [
    ...rgba.subarray(4 * (row * 128 + column), 4 * (row * 128 + column) + 3),
  ];
  const byte = (place: number) => Math.floor((255 * place) / 24);
  expect(at(0, 63)).toEqual([12, 13, 14].map(byte));
  expect(at(127, 64)).toEqual([21, 22, 23].map(byte));

  const rounds = withRound(withRound(undefined, shades, 'round 1: dark'), shades, 'round 2: bright');
  expect(rounds).toMatchObject({
    count: 4,
    captions: ['round 1: dark', 'round 1: dark', 'round 2: bright', 'round 2: bright'],
  });
  expect([...rounds.data.subarray(32)]).toEqual([...shades.data]);
  expect(withRound(rounds, both, 'other').count).toBe(2);
});

test('an agent’s steps have what its tool drew, and a model that sees is shown it once', async () => {
  const pictures = picturesOf([shades]);
  const asked: ChatRequest[] = [];
  const usage = { inputTokens: 1, outputTokens: 1, cost: 0 };
  const answer = (text: string, ...toolCalls: ToolCall[]) => ({ text, toolCalls, usage, reason: 'stop' as const });
  const call = (id: string): ToolCall => ({ id, name: 'draw', arguments: '{}' });
  const run = (sees: boolean) => {
    asked.length = 0;
    const answers = [answer('two', call('a'), call('b')), answer('one', call('c')), answer('done')];
    const llm = {
      complete: async (request: ChatRequest) => {
        asked.push(request);
        return answers[asked.length - 1] ?? answer('');
      },
    };
    return runAgent(
      {
        task: 'Draw.',
        instructions: '',
        llm,
        critic: llm,
        way: 'steps',
        rounds: 0,
        changes: [],
        facts: {},
        summary: false,
        sees,
        tools: [
          {
            told: { name: 'draw', description: '', parameters: { type: 'object', properties: {} } },
            approval: false,
            open: { use: async () => ({ text: 'drawn', ...(pictures && { pictures }) }) },
          },
        ],
        limits: { steps: 5, tokens: 0, seconds: 0, dollars: 0 },
        approval: 'none',
        person: null,
        calls: 'model',
        memory: false,
        window: 20,
        longestAnswer: 10,
      },
      testContext(),
    );
  };
  const seen = () =>
    asked.map(({ messages }) =>
      messages.flatMap(({ content }) =>
        typeof content === 'string' ? [] : content.filter(({ type }) => type === 'image'),
      ),
    );
  const trace = await run(true);
  expect(trace.steps.map(({ call }) => call?.pictures?.count)).toEqual([2, 2, 2, undefined]);
  expect(seen().map(({ length }) => length)).toEqual([0, 4, 2]);
  await run(false);
  expect(seen().map(({ length }) => length)).toEqual([0, 0, 0]);
});

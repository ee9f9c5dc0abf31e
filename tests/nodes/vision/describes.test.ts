import { beforeAll, describe, expect, test } from 'vitest';
import { type Examples, emptyNetwork, type JointEncoder, type Model } from '@/graph';
import { attributesOf, captionOf, questionsAbout } from '@/ml/data/shapes';
import { describeLogits, rowsOf } from '@/ml/joint/describe';
import * as tf from '@/ml/tf';
import { initialiseWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { answersOf, linesOf } from '@/nodes/common/describer';
import { describerOf } from '@/nodes/common/describer-network';
import { jointNetworks } from '@/nodes/common/joint-network';
import { concreteNetwork, rolesOf } from '@/nodes/common/network';
import { evaluateDescriber } from '@/nodes/evaluate/describer/node';
import { run as evaluate } from '@/nodes/evaluate/describer/run';
import { describePictures } from '@/nodes/generate/describe/node';
import { run as say } from '@/nodes/generate/describe/run';
import { captionsText } from '@/nodes/prepare/captions-text/node';
import { run as asText } from '@/nodes/prepare/captions-text/run';
import { pictureQuestions } from '@/nodes/prepare/picture-questions/node';
import { run as ask } from '@/nodes/prepare/picture-questions/run';
import { characters } from '@/nodes/tokenize/characters/node';
import { run as runCharacters } from '@/nodes/tokenize/characters/run';
import { trainDescriber } from '@/nodes/train/describer/node';
import { run as align } from '@/nodes/train/describer/run';
import { tuneDescriber } from '@/nodes/train/describer-tune/node';
import { run as tune } from '@/nodes/train/describer-tune/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { said } from '../examples/wiring';
import { refusalOf, testContext } from '../support';

/** Pictures of one pixel, bright or dark, with a question under each. */
const examples: Examples = {
  shape: [1, 1, 1],
  count: 8,
  data: Float32Array.from({ length: 8 }, (_, row) => (row % 2 === 0 ? 0.9 : 0.1)),
  captions: Array.from({ length: 8 }, (_, row) => (row % 2 === 0 ? 'on\nis it?yes' : 'off\nis it?no')),
};
let encoder: JointEncoder;
let model: Model;

beforeAll(async () => {
  await startWasm();
  const given = { exampleShape: examples.shape, captioned: true } as const;
  const picture = said(
    'network.mlp',
    { width: 8, layers: 1 },
    { network: said('network.example-input', {}, { examples: given }) },
  ).network;
  const words = said('network.caption-input', { width: 4, words: 8, length: 2 }, { examples: given }).network;
  if (!picture || !words) throw new Error('no network');
  const networks = jointNetworks(picture, words, { width: 4, loss: 'softmax' });
  const weights = Object.assign(
    {},
    ...Object.values(rolesOf(networks)).map((network) => initialiseWeights(network, 1)),
  );
  encoder = {
    networks,
    weights,
    vocabulary: { words: ['on', 'off'], length: 2 },
    width: 4,
    loss: 'softmax',
    shape: examples.shape,
    classes: [],
    scaling: { mean: [0.5], deviation: [0.5] },
    trainedSteps: 1,
  };
  const { text } = await asText({ examples }, captionsText.params.parse({}), testContext());
  expect(text.items.slice(0, 2)).toEqual(['on', 'is it?yes']);
  const corpus = { items: [`${text.items.join('\n')}\n`] };
  const { tokenizer } = await runCharacters({ text: corpus }, characters.params.parse({}), testContext());
  let facts = said(
    'network.token-embedding',
    { width: 16 },
    { tokenizer: { vocabularySize: codecOf(tokenizer).vocabularySize } },
  );
  facts = said('network.positions', { context: 20 }, { network: facts });
  facts = said('network.transformer-block', { repeat: 1, heads: 2 }, { network: facts });
  const { network } = said('network.language-head', {}, { network: facts });
  if (!network) throw new Error('no network');
  model = {
    network,
    weights: initialiseWeights(concreteNetwork(network), 2),
    tokenizer,
    blockLength: 20,
    trainedSteps: 1,
    validationLoss: null,
  };
});

describe('a model that describes pictures', () => {
  const params = {
    places: 2,
    hidden: 16,
    steps: 8,
    decaySteps: 8,
    batchSize: 8,
    learningRate: 0.02,
    evaluateEvery: 8,
  };

  test('learns by its projector alone, then as a whole, and says what it sees of others', async () => {
    const before = tf.memory().numTensors;
    const first = await align({ encoder, model, examples }, trainDescriber.params.parse(params), testContext());
    const language = Object.entries(model.weights);
    for (const [name, { data }] of language)
      expect([...(first.describer.weights[`language/${name}`]?.data ?? [])]).toEqual([...data]);
    expect(first.describer.tuned).toBe(false);
    const stage = tuneDescriber.params.parse({ ...params, steps: 40, decaySteps: 40, evaluateEvery: 40 });
    const { describer, metrics } = await tune({ describer: first.describer, examples }, stage, testContext());
    expect(describer).toMatchObject({ tuned: true, trainedSteps: 48 });
    expect(
      language.some(([name, { data }]) =>
        describer.weights[`language/${name}`]?.data.some((value, at) => value !== data[at]),
      ),
    ).toBe(true);
    // What the encoder sees with stays as it was.
    for (const [name, { data }] of Object.entries(first.describer.weights))
      if (name.startsWith('picture/')) expect(describer.weights[name]?.data).toEqual(data);
    expect(metrics.values.find(({ name }) => name === 'Lines')?.value).toBe(16);

    const others: Examples = {
      ...examples,
      count: 2,
      data: Float32Array.of(0.12, 0.88),
      captions: ['off\nis it?no', 'on\nis it?yes'],
    };
    const marks = await evaluate({ describer, examples: others }, evaluateDescriber.params.parse({}), testContext());
    expect(marks.metrics.values.slice(0, 2).map(({ name, value }) => [name, value])).toEqual([
      ['Descriptions right', 100],
      ['Answers right', 100],
    ]);
    const { text, ranking } = await say(
      { describer, examples: others },
      describePictures.params.parse({ question: 'is it?' }),
      testContext(),
    );
    expect(text.items).toEqual(['no', 'yes']);
    expect(ranking.queries[0]).toEqual({
      asked: { picture: 0, words: 'is it?' },
      found: [{ words: 'no', right: true }],
    });
    expect(await answersOf(describer, others, [], testContext())).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('foretells a token from the picture and what stands before it, whatever else is in the batch', () => {
    const { networks, weights } = describerOf(encoder, model, { places: 2, hidden: 16 });
    const roles = rolesOf({ projector: networks.projector, language: networks.language });
    const all = { ...initialiseWeights(roles.projector, 3), ...weights };
    tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(all).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
      );
      const features = { width: 8, data: Float32Array.from({ length: 16 }, (_, at) => Math.sin(at)) };
      const rows = [[1, 2, 3, 4], [2]];
      const logits = (pictures: number[], lines: number[][], row: number, place: number) => [
        ...describeLogits(roles, tensors, rowsOf(features, pictures), lines, [{ row, place }], 2).dataSync(),
      ];
      const alone = logits([1], [[2]], 0, 1);
      const beside = logits([0, 1], rows, 1, 1);
      for (const [at, value] of alone.entries()) expect(beside[at]).toBeCloseTo(value, 5);
      // Words that come later do not count, and the picture does.
      expect(logits([0], [[1, 2]], 0, 1)[0]).toBeCloseTo(logits([0], [[1, 4]], 0, 1)[0] ?? 0, 5);
      expect(Math.abs((logits([0], [[2]], 0, 1)[0] ?? 0) - (alone[0] ?? 0))).toBeGreaterThan(1e-5);
    });
  });

  test('says what does not fit', async () => {
    const { captions: _none, ...mute } = examples;
    const begin = (changed: Partial<{ model: Model; examples: Examples }>, more = {}) =>
      refusalOf(async () =>
        align(
          { encoder, model, examples, ...changed },
          trainDescriber.params.parse({ ...params, ...more }),
          testContext(),
        ),
      );
    expect(await begin({ examples: mute })).toMatchObject({ code: 'train.no-captions' });
    expect(await begin({ examples: { ...examples, shape: [1, 1] } })).toMatchObject({ code: 'describer.other-shape' });
    expect(await begin({ model: { ...model, objective: 'masked' } })).toMatchObject({ code: 'describer.masked' });
    expect(await begin({ model: { ...model, network: emptyNetwork(5) } })).toMatchObject({
      code: 'describer.no-words',
    });
    const { describer } = await align(
      { encoder, model, examples },
      trainDescriber.params.parse({ ...params, steps: 1 }),
      testContext(),
    );
    const long = describePictures.params.parse({ question: `${'is '.repeat(9)}it?` });
    expect(await refusalOf(async () => say({ describer, examples }, long, testContext()))).toMatchObject({
      code: 'describer.long-question',
    });
    expect(await begin({}, { places: 19 })).toMatchObject({ code: 'describer.too-long' });
  });
});

test('questions about shapes ask for every attribute by another, and their answers are true', async () => {
  const caption = captionOf({ shape: 'cross', colour: 'blue', size: 'small', position: 'on the left', count: 2 });
  const attributes = attributesOf(caption);
  if (!attributes) throw new Error('no attributes');
  expect(questionsAbout(attributes).map(({ question, answer }) => `${question} ${answer}`)).toEqual([
    'what colour are the crosses? blue',
    'what shape are they? cross',
    'how many crosses are there? two',
    'how large are the crosses? small',
    'where are the crosses? on the left',
  ]);
  const shapes: Examples = { shape: [1], count: 2, data: new Float32Array(2), captions: [caption, 'a cat'] };
  const context = testContext();
  const { examples: asked } = await ask(
    { examples: shapes },
    pictureQuestions.params.parse({ perPicture: 2 }),
    context,
  );
  expect(asked.captions?.map((one) => one.split('\n').length)).toEqual([3, 1]);
  expect(context.logs.join()).toContain('1 captions');
  expect(linesOf(asked.captions?.[0] ?? '')[0]).toEqual({ question: '', answer: caption });
  const cats: Examples = { ...shapes, captions: ['a cat', 'a dog'] };
  expect(
    await refusalOf(async () => ask({ examples: cats }, pictureQuestions.params.parse({}), testContext())),
  ).toMatchObject({ code: 'questions.other-captions' });
});

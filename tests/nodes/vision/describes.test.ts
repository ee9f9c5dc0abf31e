import { beforeAll, describe, expect, test } from 'vitest';
import { type Classifier, type Describer, type Examples, emptyNetwork, type Model } from '@/graph';
import { chartOf, questionsAboutChart } from '@/ml/data/charts';
import { attributesOf, captionOf, questionsAbout } from '@/ml/data/shapes';

import { forward } from '@/ml/forward';
import { describeLogits, seenTokens } from '@/ml/joint/describe';
import { joined } from '@/ml/roles';
import * as tf from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { codecOf } from '@/nodes/common/codec';
import { answersOf, linesOf } from '@/nodes/common/describer';
import { gatesOf } from '@/nodes/common/describer-language';
import { describerOf } from '@/nodes/common/describer-network';
import { concreteNetwork, rolesOf } from '@/nodes/common/network';
import { attributeFigures } from '@/nodes/evaluate/describer/attributes';
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
import { describer as stored } from '@/workers/artifacts/kinds/describer';
import { said } from '../examples/wiring';
import { refusalOf, testContext } from '../support';

/** Pictures of two pixels, of which the left or the right one is bright, with a question under each. */
const examples: Examples = {
  shape: [1, 2, 1],
  count: 8,
  data: Float32Array.from({ length: 16 }, (_, at) => ((at + (at >> 1)) % 2 === 0 ? 0.9 : 0.1)),
  captions: Array.from({ length: 8 }, (_, row) => (row % 2 === 0 ? 'left\nis it left?yes' : 'right\nis it left?no')),
};
let classifier: Classifier;
let model: Model;

beforeAll(async () => {
  await startWasm();
  const given = { exampleShape: examples.shape, classes: ['left', 'right'], captioned: true } as const;
  let sees = said('network.example-input', {}, { examples: given });
  sees = said('network.convolution', { channels: 4 }, { network: sees });
  sees = said('network.example-output', { gives: 'classes' }, { network: sees, examples: given });
  if (!sees.network) throw new Error('no network');
  const networks = { classifier: sees.network };
  classifier = {
    networks,
    weights: initialiseWeights(rolesOf(networks).classifier, 1),
    shape: examples.shape,
    classes: given.classes,
    scaling: { mean: [0.5], deviation: [0.5] },
    trainedSteps: 1,
    accuracy: null,
  };
  const { text } = await asText({ examples }, captionsText.params.parse({}), testContext());
  expect(text.items.slice(0, 2)).toEqual(['left', 'is it left?yes']);
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
    hidden: 16,
    steps: 8,
    decaySteps: 8,
    batchSize: 8,
    learningRate: 0.02,
    evaluateEvery: 8,
  };

  test('learns by its projector alone, then as a whole, and says what it sees of others', async () => {
    const before = tf.memory().numTensors;
    const first = await align({ classifier, model, examples }, trainDescriber.params.parse(params), testContext());
    const language = Object.entries(model.weights);
    for (const [name, { data }] of language)
      expect([...(first.describer.weights[`language/${name}`]?.data ?? [])]).toEqual([...data]);
    expect(first.describer.tuned).toBe(false);
    const stage = tuneDescriber.params.parse({ ...params, steps: 90, decaySteps: 90, evaluateEvery: 90 });
    const { describer, metrics } = await tune({ describer: first.describer, examples }, stage, testContext());
    expect(describer).toMatchObject({ tuned: true, trainedSteps: 98 });
    expect(
      language.some(([name, { data }]) =>
        describer.weights[`language/${name}`]?.data.some((value, at) => value !== data[at]),
      ),
    ).toBe(true);
    // What the encoder sees with learns along where it is to, and stays as it was in the first stage.
    const seeing = Object.entries(classifier.weights).filter(([name]) => name.includes('convolution'));
    for (const [name, { data }] of seeing) {
      const own = name.replace('classifier/', 'picture/');
      expect(first.describer.weights[own]?.data).toEqual(data);
      expect(describer.weights[own]?.data).not.toEqual(data);
    }
    const still = tuneDescriber.params.parse({ ...params, encoderRate: 0, steps: 1 });
    const other = await tune({ describer: first.describer, examples }, still, testContext());
    for (const [name] of seeing) {
      const own = name.replace('classifier/', 'picture/');
      expect(other.describer.weights[own]?.data).toEqual(first.describer.weights[own]?.data);
    }
    expect(metrics.values.find(({ name }) => name === 'Lines')?.value).toBe(16);

    const others: Examples = {
      ...examples,
      count: 2,
      data: Float32Array.of(0.12, 0.88, 0.91, 0.08),
      captions: ['right\nis it left?no', 'left\nis it left?yes'],
    };
    const marks = await evaluate({ describer, examples: others }, evaluateDescriber.params.parse({}), testContext());
    expect(marks.metrics.values.slice(0, 2).map(({ name, value }) => [name, value])).toEqual([
      ['Descriptions right', 100],
      ['Answers right', 100],
    ]);
    const { text, ranking } = await say(
      { describer, examples: others },
      describePictures.params.parse({ question: 'is it left?' }),
      testContext(),
    );
    expect(text.items).toEqual(['no', 'yes']);
    expect(ranking.queries[0]).toEqual({
      asked: { picture: 0, words: 'is it left?' },
      found: [{ words: 'no', right: true }],
    });
    // Where only some pictures are asked about, those are; where none is, all.
    const one = { ...others, captions: ['right', 'left\nis it left?yes'] };
    const ask = async (question: string) =>
      (await say({ describer, examples: one }, describePictures.params.parse({ question }), testContext())).text.items;
    expect(await ask('is it left?')).toEqual(['yes']);
    expect(await ask('is it right?')).toHaveLength(2);
    expect(await answersOf(describer, others, [], testContext())).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('may look at the picture between its blocks: it begins as the language model that it was, and learns to see', async () => {
    const before = tf.memory().numTensors;
    for (const queries of [0, 3]) {
      const { networks, weights, places } = describerOf(classifier, model, { hidden: 16, queries, between: true });
      expect(places).toBe(queries || 2);
      const roles = rolesOf(networks);
      const all = { ...initialiseWeights(joined([roles.projector, gatesOf(roles.language)]), 3), ...weights };
      const tensors = uploadWeights(joined(Object.values(roles)), all);
      const plain = uploadWeights(concreteNetwork(model.network), model.weights);
      tf.tidy(() => {
        const seen = seenTokens(roles, tensors, tf.tensor([0.9, -0.9, -0.9, 0.9], [2, 1, 2, 1]));
        const rows = [[1, 2, 3, 4], [2]];
        const asked = [
          { row: 0, place: 0 },
          { row: 0, place: 3 },
          { row: 1, place: 1 },
        ];
        const begins = 7;
        const told = describeLogits({ ...roles, begins }, tensors, seen, rows, asked).arraySync();
        const places = tf.tensor1d(
          asked.map(({ row, place }) => 5 * row + place),
          'int32',
        );
        const begun = [
          [begins, 1, 2, 3, 4],
          [begins, 2, 0, 0, 0],
        ];
        const alone = forward(concreteNetwork(model.network), plain, begun, { places });
        expect(told).toEqual(alone.arraySync()[0]);
      });
      disposeAll(tensors);
      disposeAll(plain);
    }

    const told = { ...params, reads: 'between', steps: 8, decaySteps: 8 };
    const first = await align({ classifier, model, examples }, trainDescriber.params.parse(told), testContext());
    for (const [name, { data }] of Object.entries(model.weights))
      expect(first.describer.weights[`language/${name}`]?.data).toEqual(data);
    const gates = Object.entries(first.describer.weights).filter(([name]) => /\.(alpha|beta)$/.test(name));
    expect(gates).toHaveLength(2);
    for (const [, { data }] of gates) expect(Math.abs(data[0] ?? 0)).toBeGreaterThan(1e-3);
    // It is kept, and goes on learning, like every describer.
    const kept: Describer = await stored.decode(await stored.encode(first.describer));
    expect(kept.begins).toBe(first.describer.begins);
    const stage = tuneDescriber.params.parse({ ...params, steps: 80, decaySteps: 80, evaluateEvery: 80 });
    const { describer } = await tune({ describer: kept, examples }, stage, testContext());
    expect(describer).toMatchObject({ tuned: true, trainedSteps: 88 });
    const marks = await evaluate({ describer, examples }, evaluateDescriber.params.parse({}), testContext());
    expect(marks.metrics.values.slice(0, 2).map(({ name, value }) => [name, value])).toEqual([
      ['Descriptions right', 100],
      ['Answers right', 100],
    ]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('foretells a token from the picture and what stands before it, whatever else is in the batch', () => {
    const { networks, weights, places } = describerOf(classifier, model, { hidden: 16, queries: 0 });
    expect(places).toBe(2);
    const roles = rolesOf(networks);
    const all = { ...initialiseWeights(roles.projector, 3), ...weights };
    tf.tidy(() => {
      const tensors = Object.fromEntries(
        Object.entries(all).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
      );
      const rows = [[1, 2, 3, 4], [2]];
      const pictures = [
        [0.9, -0.9],
        [-0.9, 0.9],
      ];
      const logits = (shown: number[], lines: number[][], row: number, place: number) => {
        const seen = seenTokens(
          roles,
          tensors,
          tf.tensor(
            shown.flatMap((at) => pictures[at] ?? []),
            [shown.length, 1, 2, 1],
          ),
        );
        expect(seen.shape).toEqual([shown.length, 2, 16]);
        return [...describeLogits(roles, tensors, seen, lines, [{ row, place }]).dataSync()];
      };
      const alone = logits([1], [[2]], 0, 1);
      const beside = logits([0, 1], rows, 1, 1);
      for (const [at, value] of alone.entries()) expect(beside[at]).toBeCloseTo(value, 5);
      // Words that come later do not count, and the picture does, and where in it something is.
      expect(logits([0], [[1, 2]], 0, 1)[0]).toBeCloseTo(logits([0], [[1, 4]], 0, 1)[0] ?? 0, 5);
      expect(Math.abs((logits([0], [[2]], 0, 1)[0] ?? 0) - (alone[0] ?? 0))).toBeGreaterThan(1e-5);
    });
  });

  test('says what does not fit', async () => {
    const { captions: _none, ...mute } = examples;
    const begin = (changed: Partial<{ classifier: Classifier; model: Model; examples: Examples }>, more = {}) =>
      refusalOf(async () =>
        align(
          { classifier, model, examples, ...changed },
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
    const bare = said(
      'network.language-head',
      {},
      { network: said('network.token-embedding', { width: 16 }, { tokenizer: { vocabularySize: 9 } }) },
    );
    if (!bare.network) throw new Error('no network');
    expect(await begin({ model: { ...model, network: bare.network } }, { reads: 'between' })).toMatchObject({
      code: 'describer.no-blocks',
    });
    const { describer } = await align(
      { classifier, model, examples },
      trainDescriber.params.parse({ ...params, steps: 1 }),
      testContext(),
    );
    const long = describePictures.params.parse({ question: `${'is '.repeat(9)}it left?` });
    expect(await refusalOf(async () => say({ describer, examples }, long, testContext()))).toMatchObject({
      code: 'describer.long-question',
    });
    const short = { ...model, network: { ...model.network, context: 4 } };
    expect(await begin({ model: short })).toMatchObject({ code: 'describer.too-long' });
    const blind = said(
      'network.mlp',
      { width: 4, layers: 1 },
      { network: said('network.example-input', {}, { examples: { exampleShape: examples.shape } }) },
    ).network;
    if (!blind) throw new Error('no network');
    expect(await begin({ classifier: { ...classifier, networks: { classifier: blind } } })).toMatchObject({
      code: 'describer.no-grid',
    });
  });
});

test('questions about pictures ask for every attribute by another, and their answers are true', async () => {
  const caption = captionOf({ shape: 'cross', colour: 'blue', size: 'small', position: 'on the left', count: 2 });
  const attributes = attributesOf(caption);
  if (!attributes) throw new Error('no attributes');
  expect(questionsAbout(attributes).map(({ question, answer }) => `${question} ${answer}`)).toEqual([
    'what colour are the crosses? blue',
    'what shape are they? cross',
    'how many crosses are there? two',
    'how large are the crosses? small',
    'where are the crosses? on the left',
    'are they large? no',
  ]);
  const chart = 'a bar chart of four blue bars, falling then rising, the first tallest, the second lowest';
  const shapes: Examples = { shape: [1], count: 3, data: new Float32Array(3), captions: [caption, 'a cat', chart] };
  const context = testContext();
  const { examples: asked } = await ask(
    { examples: shapes },
    pictureQuestions.params.parse({ perPicture: 2 }),
    context,
  );
  expect(asked.captions?.map((one) => one.split('\n').length)).toEqual([3, 1, 3]);
  const known = [chartOf(chart)].flatMap((one) => (one ? questionsAboutChart(one) : []));
  for (const { question, answer } of linesOf(asked.captions?.[2] ?? '').slice(1))
    expect(known).toContainEqual({ question, answer });
  expect(context.logs.join()).toContain('1 captions');
  expect(linesOf(asked.captions?.[0] ?? '')[0]).toEqual({ question: '', answer: caption });
  const cats: Examples = { ...shapes, captions: ['a cat', 'a dog'] };
  expect(
    await refusalOf(async () => ask({ examples: cats }, pictureQuestions.params.parse({}), testContext())),
  ).toMatchObject({ code: 'questions.other-captions' });
});

test('descriptions of charts are marked attribute by attribute', () => {
  const bars = 'a bar chart of four blue bars, falling then rising, the first tallest, the second lowest';
  const pie = 'a pie chart of five slices, red largest with less than half, green smallest';
  const figures = attributeFigures([
    { answer: bars, said: bars.replace('blue', 'red') },
    { answer: pie, said: pie.replace('less', 'more').replace('green', 'blue') },
    { answer: pie, said: 'a pie' },
  ]);
  expect(figures.map(({ name, value }) => `${name} ${Math.round(value)}`)).toEqual([
    'Right kind 67',
    'Right number 67',
    'Right colour 0',
    'Right direction 100',
    'Right largest 67',
    'Right smallest 33',
    'Right about half 0',
  ]);
  const shape = captionOf({ shape: 'circle', colour: 'red', size: 'large', position: 'on the left', count: 1 });
  const mixed = attributeFigures([
    { answer: bars, said: bars },
    { answer: shape, said: shape },
  ]).map(({ name }) => name);
  expect(new Set(mixed).size).toBe(mixed.length);
  expect(mixed).toContain('Right colour of shapes');
  expect(attributeFigures([{ answer: 'a cat', said: 'a cat' }])).toEqual([]);
});

import { beforeAll, describe, expect, test } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { node, wire } from '@/app/templates/build';
import { check, emptyDocument, extendNode, type Facts, type Model, type Network, type TokenBlocks } from '@/graph';
import { memory, setBackend } from '@/ml/tf';
import { learnBpe } from '@/ml/tokenizers/learn/bpe';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import { catalogue } from '@/nodes';
import { gapCodecOf, textOf } from '@/nodes/common/gaps';
import { evaluateLanguageModel } from '@/nodes/evaluate/language-model/node';
import { run as runEvaluate } from '@/nodes/evaluate/language-model/run';
import { fillGaps } from '@/nodes/generate/fill/node';
import { run as runFill } from '@/nodes/generate/fill/run';
import { generateText } from '@/nodes/generate/text/node';
import { run as runGenerate } from '@/nodes/generate/text/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { trainMaskedLanguageModel } from '@/nodes/train/masked-language-model/node';
import { run as runTrain } from '@/nodes/train/masked-language-model/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { refusalOf, testContext } from '../support';

const RHYME = 'one two buckle my shoe. three four knock at the door. '.repeat(12);
let data: { training: TokenBlocks; validation: TokenBlocks };
let made: Awaited<ReturnType<typeof runTrain>>;
let shown: ReturnType<typeof testContext>;
let leaked = 0;

beforeAll(async () => {
  await setBackend('cpu');
  const tokenizer = await learnCharacters([RHYME], { maximumVocabulary: 100, unknown: 'left-out' });
  data = await runEncode(
    { text: { items: [RHYME] }, tokenizer },
    encode.params.parse({ blockLength: 8, validation: 0.2 }),
    testContext(),
  );
  shown = testContext();
  const before = memory().numTensors;
  made = await train(tiny(false), shown);
  leaked = memory().numTensors - before;
});

const train = (network: Network, context = testContext(), sampleText = 'one t___ buckle') =>
  Promise.resolve(
    runTrain(
      { network, ...data },
      trainMaskedLanguageModel.params.parse({
        ...{ steps: 4, batchSize: 2, evaluateEvery: 2, evaluateBatches: 1, warmUpSteps: 1, decaySteps: 4 },
        sampleText,
      }),
      context,
    ),
  );

/** The network that a graph of these blocks describes. */
function tiny(causal: boolean): Network {
  const add = (type: string, params: object, inputs: Record<string, Facts>): Facts => {
    const contract = catalogue.get(`network.${type}`);
    if (!contract) throw new Error(`there is no ${type}`);
    const extended = extendNode(contract, inputs, contract.params.parse(params), { nodeId: type });
    if (!extended.ok) throw new Error(extended.error.title);
    return extended.facts.network ?? {};
  };
  let facts = add('token-embedding', { width: 8 }, { tokenizer: { vocabularySize: data.training.vocabularySize } });
  facts = add('transformer-block', { repeat: 1, heads: 1, positions: 'rope', causal }, { network: facts });
  facts = add('language-head', {}, { network: facts });
  if (!facts.network) throw new Error('no network');
  return facts.network;
}

test('training tells the loss, how many gaps were found, and how the model of the moment fills a text', () => {
  const { model, metrics } = made;
  const size = data.training.vocabularySize;
  expect(model).toMatchObject({ objective: 'masked', trainedSteps: 4 });
  // A row more, for the mask, and still the vocabulary of the tokenizer.
  expect(model.network.vocabularySize).toBe(size);
  expect(Object.values(model.weights)[0]?.shape).toEqual([size + 1, 8]);
  const names = metrics.values.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['Validation loss', 'Found in the last look']));
  const view = shown.previews.at(-1)?.view;
  if (view?.view !== 'curves') throw new Error('no curves were shown');
  expect(view.readings?.map(({ label }) => label)).toContain('Found in the last look');
  expect(view.sample).toMatch(/^one t___ buckle\n→\none t\s?\[.?\] ?buckle$/);
  expect(leaked).toBe(0);
  const codec = codecOf('model<tokens, tokens>');
  expect(codec.decode(codec.encode(model))).toEqual(model);
  expect(codec.facts?.(model)).toMatchObject({ objective: 'masked', vocabularySize: size });
});

test('gaps of a text are filled, each with what else could have stood there', async () => {
  const context = testContext();
  const before = memory().numTensors;
  const params = fillGaps.params.parse({ text: 'one t___ buckle m[MASK] shoe.' });
  const { text, trace } = await runFill({ model: made.model }, params, context);
  expect(memory().numTensors).toBe(before);
  expect(text).toMatch(/^one t. buckle m. shoe\.$/s);
  expect(trace.steps.map((step) => (step.before ?? '') + step.piece).join('') + trace.after).toBe(text);
  expect(trace.steps.map(({ before: given }) => given)).toEqual(['one t', ' buckle m']);
  expect(trace.steps.map(({ turn }) => turn).sort()).toEqual([1, 2]);
  for (const { piece, probability, candidates } of trace.steps) {
    expect(candidates).toHaveLength(8);
    expect(candidates[0]).toEqual({ piece, probability, kept: true });
  }
  expect(context.previews[0]?.view).toMatchObject({ view: 'text', text: expect.stringContaining('___') });
  const whole = { model: made.model };
  expect((await refusalOf(async () => runFill(whole, { ...params, text: 'one two' }, testContext()))).code).toBe(
    'fill.no-gap',
  );
  expect((await runFill(whole, { ...params, text: '___', width: 3 }, testContext())).trace.steps).toHaveLength(3);
});

test('where words are learned with the space before them, a missing word takes its space along', async () => {
  const tokenizer = await learnBpe([RHYME], { vocabularySize: 290, minimumFrequency: 2 });
  const codec = gapCodecOf(tokenizer);
  const text = codec.encode('one ___ buckle [MASK] shoe', 1);
  const words = codec.encode('one two buckle my shoe', 1).ids;
  expect(text.ids).toEqual(words.map((id, place) => (text.places.includes(place) ? codec.maskId : id)));
  expect(textOf(codec, text, text.ids)).toBe('one ___ buckle ___ shoe');
  expect(textOf(codec, text, words)).toBe('one two buckle my shoe');
});

test('it is scored by pseudo-perplexity, which is not told as that of a model that writes', async () => {
  const params = evaluateLanguageModel.params.parse({ maximumBlocks: 2 });
  const { metrics } = await runEvaluate({ model: made.model, data: data.validation }, params, testContext());
  const names = metrics.values.map(({ name }) => name);
  expect(names).toContain('Pseudo-perplexity');
  expect(names).not.toContain('Bits per character');
  expect(metrics.values.find(({ name }) => name === 'Tokens')?.value).toBe(16);
  expect(metrics.notes.join()).toContain('cannot be compared');
});

describe('what does not fit is refused', () => {
  const nodes = (causal: boolean, trainer: string) => [
    node('text', 'source.text', 0, 0, { origin: 'generated', characters: 2_000 }),
    node('tokenizer', 'tokenize.characters', 1, 0),
    node('encode', 'tokenize.encode', 2, 0),
    node('embedding', 'network.token-embedding', 3, 0),
    node('blocks', 'network.transformer-block', 4, 0, { causal }),
    node('head', 'network.language-head', 5, 0),
    node('train', trainer, 6, 0),
    node('write', 'generate.text', 7, 0),
    node('fill', 'generate.fill', 8, 0),
  ];
  const wires = [
    'text.text → tokenizer.text',
    'text.text → encode.text',
    'tokenizer.tokenizer → encode.tokenizer',
    'tokenizer.tokenizer → embedding.tokenizer',
    'embedding.network → blocks.network',
    'blocks.network → head.network',
    'head.network → train.network',
    'encode.training → train.training',
    'train.model → write.model',
    'train.model → fill.model',
  ];
  const problems = (causal: boolean, trainer: string) =>
    check({ ...emptyDocument('a', 'A'), nodes: nodes(causal, trainer), wires: wires.map(wire) }, catalogue).problems;
  const codes = (causal: boolean, trainer: string) => problems(causal, trainer).map(({ code }) => code);

  test('a network that looks back only, with the switch to turn', async () => {
    const refusal = problems(true, 'train.masked-language-model').find(({ code }) => code === 'train.looks-back');
    expect(refusal).toMatchObject({ nodeId: 'train', set: { param: 'causal', value: false, before: 'network' } });
    expect((await refusalOf(() => train(tiny(true)))).code).toBe('train.looks-back');
  });
  test('writing with a model that fills gaps, and filling with one that writes', async () => {
    expect(codes(false, 'train.masked-language-model')).toContain('generate.only-fills');
    expect(codes(false, 'train.masked-language-model')).not.toContain('fill.only-writes');
    expect(codes(true, 'train.language-model')).toContain('fill.only-writes');
    expect(codes(true, 'train.language-model')).not.toContain('generate.only-fills');
    const { model } = made;
    const writing = async () => runGenerate({ model }, generateText.params.parse({}), testContext());
    expect((await refusalOf(writing)).code).toBe('generate.only-fills');
    const { objective: _none, ...writer }: Model = model;
    const filling = async () => runFill({ model: writer }, fillGaps.params.parse({}), testContext());
    expect((await refusalOf(filling)).code).toBe('fill.only-writes');
  });
  test('and order and sight are advised on', () => {
    expect(codes(false, 'train.masked-language-model')).toContain('train.no-positions');
    expect(codes(false, 'train.language-model')).toContain('train.looks-ahead');
    expect(codes(true, 'train.language-model')).not.toContain('train.looks-ahead');
  });
});

test('a sample with more gaps than are filled at a look is refused before training begins', async () => {
  const context = testContext();
  const refused = await refusalOf(() => train(tiny(false), context, '___ '.repeat(201)));
  expect(refused).toMatchObject({ code: 'fill.too-many' });
  expect(context.metrics).toEqual([]);
});

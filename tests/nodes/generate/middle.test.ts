import { beforeAll, expect, test } from 'vitest';
import type { Facts, Model } from '@/graph';
import { createRandom } from '@/ml/random';
import { askMiddle, middleLast } from '@/ml/text/fill-in-the-middle';
import { memory } from '@/ml/tf';
import { learnCharacters } from '@/ml/tokenizers/learn/characters';
import { codecOf } from '@/nodes/common/codec';
import { fillTheMiddle } from '@/nodes/generate/middle/node';
import { run as fill } from '@/nodes/generate/middle/run';
import { fillInTheMiddle } from '@/nodes/prepare/fill-in-the-middle/node';
import { run as middles } from '@/nodes/prepare/fill-in-the-middle/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { trainLanguageModel } from '@/nodes/train/language-model/node';
import { run as train } from '@/nodes/train/language-model/run';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { tinyModel } from '../align/support';
import { said } from '../examples/support';
import { refusalOf, testContext } from '../support';

beforeAll(startWasm);

test('a document is cut at two places that are all alike likely, and is there again when its middle is put back', () => {
  const random = createRandom('cuts');
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 1_200; draw++) {
    const moved = middleLast('one two, three', 'words', random) ?? '';
    const [, before, after, middle] = /^◁([^▷]*)▷([^◇]*)◇([^◆]*)◆$/.exec(moved) ?? [];
    expect(`${before}${middle}${after}`).toBe('one two, three');
    counts.set(moved, (counts.get(moved) ?? 0) + 1);
  }
  // Five places, two at a time: ten pairs, 120 of each expected, and a deviation of about 10.
  expect(counts.size).toBe(10);
  for (const count of counts.values()) expect(Math.abs(count - 120)).toBeLessThan(55);
  expect(middleLast('', 'characters', random)).toBeNull();
  const lines = middleLast('a\nb\n', 'lines', random) ?? '';
  expect(lines.replaceAll(/[◁▷◇◆]/g, '')).toHaveLength(4);
});

test('so many documents have their middle last, the others are whole, and those with signs of their own are left out', async () => {
  const items = [...Array.from({ length: 400 }, (_, at) => `number ${at} and more`), 'a ◇ in it', ''];
  const half = fillInTheMiddle.params.parse({ share: 0.5 });
  const context = testContext();
  const { text } = await middles({ text: { items } }, half, context);
  const moved = text.items.filter((item) => item.startsWith('◁'));
  expect([text.items.length, context.logs.some((line) => line.includes('1 documents have one of the signs'))]).toEqual([
    401,
    true,
  ]);
  expect(Math.abs(moved.length - 200)).toBeLessThan(45);
  const both = await middles({ text: { items } }, { ...half, whole: true }, testContext());
  expect(both.text.items.filter((item) => !item.startsWith('◁'))).toEqual(items.filter((item) => !item.includes('◇')));
  expect(both.text.items).toHaveLength(401 + moved.length);
});

const RHYMES = ['red apple pie', 'blue sky above', 'old oak tree', 'big brown bear', 'hot soup bowl', 'wet cold snow'];

/** A model that has learned these by heart, with their middles last. */
async function learned(): Promise<Model> {
  const { text } = await middles(
    { text: { items: Array(30).fill(RHYMES).flat() } },
    fillInTheMiddle.params.parse({ share: 1 }),
    testContext(),
  );
  const tokenizer = await learnCharacters(text.items, { maximumVocabulary: 100, unknown: 'left-out' });
  const data = await runEncode(
    { text, tokenizer },
    encode.params.parse({ blockLength: 40, validation: 0 }),
    testContext(),
  );
  const { vocabularySize } = codecOf(tokenizer);
  let facts: Facts = said('network.token-embedding', { width: 32 }, { tokenizer: { vocabularySize } });
  facts = said('network.transformer-block', { repeat: 1, heads: 2, positions: 'rope' }, { network: facts });
  const { network } = said('network.language-head', {}, { network: facts });
  if (!network) throw new Error('no network');
  const params = trainLanguageModel.params.parse({
    ...{ steps: 220, decaySteps: 220, warmUpSteps: 10, batchSize: 8, learningRate: 0.02, evaluateEvery: 220 },
    sampleTokens: 1,
  });
  return (await train({ network, training: data.training }, params, testContext())).model;
}

test('a model that learned so fills a gap by what stands on both of its sides', async () => {
  const model = await learned();
  const before = memory().numTensors;
  const filled = async (text: string) =>
    (await fill({ model }, fillTheMiddle.params.parse({ text, maxTokens: 16 }), testContext())).text;
  expect(await Promise.all(['red___ pie', 'old oak___', '___ brown bear'].map(filled))).toEqual([
    'red apple pie',
    'old oak tree',
    'big brown bear',
  ]);
  expect(memory().numTensors).toBe(before);
});

test('a text without a gap, with two, with signs, and a model that never saw them are told apart', async () => {
  const model = await tinyModel();
  const refused = (text: string) =>
    refusalOf(() => fill({ model }, fillTheMiddle.params.parse({ text }), testContext()));
  expect((await refused('whole')).code).toBe('middle.no-gap');
  expect((await refused('a ___ b ___')).title).toContain('2 gaps');
  expect((await refused(`${askMiddle('a', '___')}`)).code).toBe('middle.signs');
  expect((await refused('a ___ b')).code).toBe('middle.never-learned');
});

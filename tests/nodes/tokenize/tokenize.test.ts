import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { TokenizerValue } from '@/graph';
import { VIEW_LIMITS, vocabularySizeOf } from '@/graph';
import { codecOf } from '@/nodes/common/codec';
import { characters } from '@/nodes/tokenize/characters/node';
import { run as learnCharacters } from '@/nodes/tokenize/characters/run';
import { encode } from '@/nodes/tokenize/encode/node';
import { run as runEncode } from '@/nodes/tokenize/encode/run';
import { learnBpe } from '@/nodes/tokenize/learn-bpe/node';
import { run as runBpe } from '@/nodes/tokenize/learn-bpe/run';
import { learnUnigram } from '@/nodes/tokenize/learn-unigram/node';
import { run as runUnigram } from '@/nodes/tokenize/learn-unigram/run';
import { load } from '@/nodes/tokenize/load/node';
import { run as runLoad } from '@/nodes/tokenize/load/run';
import { look } from '@/nodes/tokenize/look/node';
import { run as runLook } from '@/nodes/tokenize/look/run';
import { fileOf, refusalOf, testContext } from '../support';

const RHYME = 'The cat sat on the mat. The rat sat on the hat. “Où est le chat ?” asked the 猫. 🐈\n'.repeat(40);
const text = { items: [RHYME, 'A last line, with other words.'] };

const charactersOf = async (params = {}) =>
  (await learnCharacters({ text }, characters.params.parse(params), testContext())).tokenizer;

describe('each tokenizer learned from a text', () => {
  const learners: [string, () => Promise<TokenizerValue>][] = [
    ['characters', () => charactersOf()],
    [
      'BPE',
      async () => (await runBpe({ text }, learnBpe.params.parse({ vocabularySize: 300 }), testContext())).tokenizer,
    ],
    [
      'unigram',
      async () =>
        (await runUnigram({ text }, learnUnigram.params.parse({ vocabularySize: 300 }), testContext())).tokenizer,
    ],
  ];
  test.each(learners)('gives it back, and any other: %s', async (_name, learn) => {
    const tokenizer = await learn();
    const codec = codecOf(tokenizer);
    for (const sample of [RHYME, 'Ünknown wörds, 한국어, 👩‍👩‍👧 and\ttabs \u0000.', ''])
      expect(codec.decode(codec.encode(sample))).toBe(sample);
    expect(vocabularySizeOf(tokenizer)).toBe(codec.vocabularySize);
  });
});

test('a character tokenizer may leave unknown characters out, and has no more ids than characters then', async () => {
  const codec = codecOf(await charactersOf({ unknown: 'left-out' }));
  expect(codec.vocabularySize).toBe(new Set(text.items.join('')).size);
  expect(codec.decode(codec.encode('cat § cat'))).toBe('cat  cat');
});

test('a text with too many different characters, or none, is refused', async () => {
  const few = characters.params.parse({ maximumVocabulary: 5 });
  await expect(learnCharacters({ text }, few, testContext())).rejects.toMatchObject({
    code: 'tokenizer.too-many-characters',
  });
  const nothing = learnCharacters({ text: { items: [' ', ''] } }, characters.params.parse({}), testContext());
  expect((await refusalOf(Promise.resolve(nothing))).code).toBe('text.empty');
});

test('a learned tokenizer shows its pieces, within the bounds of a view', async () => {
  const context = testContext();
  const params = learnBpe.params.parse({ vocabularySize: 320 });
  await runBpe({ text }, params, context);
  const view = context.previews.at(-1)?.view;
  if (view?.view !== 'tokens') throw new Error('no tokens were shown');
  expect(view.pieces.length).toBeLessThanOrEqual(VIEW_LIMITS.pieces);
  expect(view.vocabulary?.length).toBeGreaterThan(10);
  expect(view.vocabulary).toContain(' the');
});

test('learning can be cancelled in the middle', async () => {
  const long = { items: [Array.from({ length: 150_000 }, (_, index) => `word${(index * 7919) % 9973}`).join(' ')] };
  const params = learnBpe.params.parse({ vocabularySize: 20_000 });
  await expect(runBpe({ text: long }, params, testContext({ cancelAt: 1 }))).rejects.toMatchObject({
    code: 'cancelled',
  });
});

describe('a tokenizer.json that is loaded', () => {
  test('is the one that was saved', async () => {
    const saved = await charactersOf();
    const { file, files } = fileOf('tokenizer.json', JSON.stringify(saved));
    const { tokenizer } = await runLoad({}, load.params.parse({ file }), testContext({ files }));
    expect(tokenizer).toEqual(saved);
  });
  test.each([
    ['is no JSON', '{ not json', 'tokenizer.malformed'],
    ['has no model', '{"version":"1.0"}', 'tokenizer.malformed'],
    ['is something else', new Uint8Array([0xff, 0xfe, 0, 0x80]), 'text.binary'],
  ])('is refused with a reason when it %s', async (_what, content, code) => {
    const { file, files } = fileOf('tokenizer.json', content);
    await expect(runLoad({}, load.params.parse({ file }), testContext({ files }))).rejects.toMatchObject({ code });
  });
  test('is asked for where none was given', async () => {
    expect((await refusalOf(async () => runLoad({}, load.params.parse({}), testContext()))).code).toBe(
      'tokenizer.no-file',
    );
  });
});

describe('encoding', () => {
  test('keeps the order, puts the end aside and counts characters as people do', async () => {
    const tokenizer = await charactersOf();
    const codec = codecOf(tokenizer);
    const params = encode.params.parse({ blockLength: 8, validation: 0.25 });
    const { training, validation } = await runEncode({ text, tokenizer }, params, testContext());
    const whole = text.items.join('\n');
    expect(codec.decode(training.ids) + codec.decode(validation.ids)).toBe(whole);
    expect(training.characters + validation.characters).toBe([...whole].length);
    expect(codec.decode(training.ids).length).toBe(Math.floor(whole.length * 0.75));
    expect(training).toMatchObject({ blockLength: 8, vocabularySize: codec.vocabularySize });
  });

  test('a stretch at a time gives the ids of the whole', async () => {
    const long = Array.from(
      { length: 4_000 },
      (_, index) => `${RHYME.slice(index % 50, (index % 50) + 37)} \n\n ${index}`,
    );
    const whole = { items: [long.join(' ')] };
    for (const learn of [runBpe, runUnigram]) {
      const params = { ...learnUnigram.params.parse({ vocabularySize: 400 }), minimumFrequency: 2 };
      const { tokenizer } = await learn({ text }, params, testContext());
      const context = testContext();
      const { training } = await runEncode({ text: whole, tokenizer }, encode.params.parse({ validation: 0 }), context);
      expect(context.breaths).toBeGreaterThan(2);
      expect(
        Buffer.from(training.ids.buffer).equals(Buffer.from(codecOf(tokenizer).encode(whole.items[0] ?? '').buffer)),
      ).toBe(true);
    }
  });

  test('a text shorter than a block is refused with what it has and needs', async () => {
    const tokenizer = await charactersOf();
    const short = runEncode(
      { text: { items: ['a cat'] }, tokenizer },
      encode.params.parse({ validation: 0 }),
      testContext(),
    );
    const refusal = await refusalOf(Promise.resolve(short));
    expect(refusal.code).toBe('tokens.too-few');
    expect(refusal.title).toContain('5 tokens');
  });

  test('says when a tokenizer cannot spell the text', async () => {
    const tokenizer = await charactersOf({ unknown: 'left-out' });
    const context = testContext();
    await runEncode(
      { text: { items: ['The cat § sat. '.repeat(20)] }, tokenizer },
      encode.params.parse({ blockLength: 8 }),
      context,
    );
    expect(context.logs.join()).toContain('characters');
  });

  const shakespeare = new URL('../../../../shared/data/text/tinyshakespeare.txt', import.meta.url);
  test.skipIf(!existsSync(shakespeare))(
    'gives nanoGPT’s 1,003,854 and 111,540 tokens for Shakespeare by character',
    async () => {
      const corpus = { items: [readFileSync(shakespeare, 'utf8')] };
      const params = characters.params.parse({ unknown: 'left-out' });
      const { tokenizer } = await learnCharacters({ text: corpus }, params, testContext());
      const { training, validation } = await runEncode(
        { text: corpus, tokenizer },
        encode.params.parse({}),
        testContext(),
      );
      expect([training.ids.length, validation.ids.length, training.vocabularySize]).toEqual([1_003_854, 111_540, 65]);
    },
  );
});

test('looking compares tokenizers on one sentence', async () => {
  const first = await charactersOf();
  const { tokenizer: second } = await runBpe({ text }, learnBpe.params.parse({ vocabularySize: 300 }), testContext());
  const context = testContext();
  const { comparison } = await runLook({ first, second }, look.params.parse({ sentence: 'The cat sat.' }), context);
  const value = (name: string) => comparison.values.find((one) => one.name === name)?.value ?? Number.NaN;
  expect(value('First: tokens')).toBe(12);
  expect(value('Second: tokens')).toBeLessThan(12);
  expect(value('First: characters per token')).toBe(1);
  expect(comparison.notes).toHaveLength(2);
  expect(comparison.notes[1]?.replaceAll(' | ', '')).toBe('Second: The␣cat␣sat.');
  expect(context.previews.map(({ port }) => port)).toEqual(['comparison']);
});

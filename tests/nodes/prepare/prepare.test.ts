import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Metrics } from '@/graph';
import { parseParams } from '@/graph';
import { evaluateGeneration } from '@/nodes/evaluate/generation/node';
import { run as runGenerationScore } from '@/nodes/evaluate/generation/run';
import { augment } from '@/nodes/prepare/augment/node';
import { run as runAugment } from '@/nodes/prepare/augment/run';
import { clean } from '@/nodes/prepare/clean/node';
import { run as runClean } from '@/nodes/prepare/clean/run';
import { deduplicate } from '@/nodes/prepare/deduplicate/node';
import { run as runDeduplicate } from '@/nodes/prepare/deduplicate/run';
import { split } from '@/nodes/prepare/split/node';
import { run as runSplit } from '@/nodes/prepare/split/run';
import { refusalOf, testContext } from '../support';

const reported = ({ values }: Metrics, name: string) => values.find((one) => one.name === name)?.value;
const documents = (...items: string[]) => ({ text: { items } });

describe('cleaning', () => {
  const cleaned = async (items: string[], params: object = {}) =>
    runClean(documents(...items), clean.params.parse(params), testContext());

  test('evens out characters and white space', async () => {
    const { text, report } = await cleaned(['cafe\u0301  \t au\u200b lait \n\n\n\nend']);
    expect(text.items).toEqual(['café au lait\n\nend']);
    expect(reported(report, 'Changed')).toBe(1);
  });
  test('says what each rule took, with an example', async () => {
    const items = [
      'short',
      'a good and long enough document',
      '##### $$$$$ %%%%% &&&&& #####',
      'buy now, a bargain for you',
    ];
    const rules = { minimumLength: 10, maximumSymbolShare: 0.5, words: 'Bargain\nlottery' };
    const { text, report } = await cleaned(items, rules);
    expect(text.items).toEqual([items[1]]);
    expect(reported(report, 'Removed')).toBe(3);
    expect([
      reported(report, 'Too short'),
      reported(report, 'Too many symbols'),
      reported(report, 'Unwanted words'),
    ]).toEqual([1, 1, 1]);
    expect(report.notes.find((note) => note.startsWith('Unwanted'))).toContain('“bargain”');
  });
  test('cuts out, drops or keeps by a pattern', async () => {
    const items = ['see https://a.example/b now', 'nothing here'];
    const pattern = 'https?://\\S+ ?';
    expect((await cleaned(items, { pattern })).text.items).toEqual(['see now', 'nothing here']);
    expect((await cleaned(items, { pattern, patternAction: 'drop' })).text.items).toEqual([items[1]]);
    expect((await cleaned(items, { pattern, patternAction: 'keep' })).text.items).toEqual([items[0]]);
  });
  test('refuses a pattern that is wrong while it is typed, and one that would take for ever', async () => {
    expect(parseParams(clean, { pattern: '(' })).toMatchObject({ ok: false, problems: [{ param: 'pattern' }] });
    expect((await refusalOf(cleaned(['aaaa'], { pattern: '(a+)+b' }))).code).toBe('text.pattern');
  });
  test('that leaves nothing says which rule took it', async () => {
    const refusal = await refusalOf(cleaned(['one', 'two'], { minimumLength: 10 }));
    expect(refusal.code).toBe('clean.nothing-left');
    expect(refusal.detail).toContain('Too short');
  });
  test('refuses to begin with nothing', async () => {
    expect((await refusalOf(cleaned(['', ' ']))).code).toBe('text.empty');
  });
});

describe('removing duplicates', () => {
  const story = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ');
  const nearly = story.replace('word60', 'other');
  const deduplicated = async (items: string[], params: object) =>
    runDeduplicate(documents(...items), deduplicate.params.parse(params), testContext());

  test('keeps the first of the same', async () => {
    const { text, report } = await deduplicated(['a', 'b', 'a', 'A'], { method: 'exact' });
    expect(text.items).toEqual(['a', 'b', 'A']);
    expect(reported(report, 'Removed')).toBe(1);
    expect(report.notes[0]).toContain('100 % alike');
  });
  test('finds what is nearly the same, as the threshold says', async () => {
    const near = { method: 'near', threshold: 0.8 };
    expect((await deduplicated([story, 'something else entirely', nearly], near)).text.items).toHaveLength(2);
    expect((await deduplicated([story, nearly], { ...near, threshold: 1 })).text.items).toHaveLength(2);
  });
});

describe('splitting', () => {
  const parts = (items: string[], params: object = {}, seed = 1) =>
    runSplit(documents(...items), split.params.parse(params), testContext({ seed }));

  test('puts the end aside and loses no character', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 2 }), { minLength: 1 }),
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        async (items, validation) => {
          fc.pre(items.join('').trim().length > 30);
          const { training, validation: aside } = await parts(items, { validation });
          expect([...training.items, ...aside.items].join('')).toBe(items.join(''));
          const share = aside.items.join('').length / items.join('').length;
          expect(Math.abs(share - validation)).toBeLessThanOrEqual(2 / items.join('').length + 1e-12);
        },
      ),
    );
  });
  test('draws whole documents, the same for the same seed', async () => {
    const items = Array.from({ length: 40 }, (_, index) => `document ${index}`);
    const { training, validation } = await parts(items, { order: 'shuffled', validation: 0.25 });
    expect(validation.items).toHaveLength(10);
    expect([...training.items, ...validation.items].sort()).toEqual([...items].sort());
    expect((await parts(items, { order: 'shuffled', validation: 0.25 })).validation).toEqual(validation);
    expect((await parts(items, { order: 'shuffled', validation: 0.25 }, 2)).validation).not.toEqual(validation);
  });
  test('refuses what cannot be split', async () => {
    expect((await refusalOf(async () => parts(['one'], { order: 'shuffled' }))).code).toBe('text.one-document');
    expect((await refusalOf(async () => parts(['x']))).code).toBe('text.too-short');
  });
});

describe('augmenting', () => {
  const augmented = async (items: string[], params: object, context = testContext()) =>
    (await runAugment(documents(...items), augment.params.parse(params), context)).text.items;
  const calm = { swaps: 0, deletions: 0, replacements: 1 };

  test('uses the synonyms of the table, in the case of the word', async () => {
    const items = await augmented(['The big house. Big!'], { ...calm, synonyms: 'big: large' });
    expect(items).toEqual(['The big house. Big!', 'The large house. Large!']);
  });
  test('makes as many copies as asked for, the same for the same seed', async () => {
    const words = Array.from({ length: 100 }, (_, index) => `w${index}`).join(' ');
    const params = { copies: 3, keepOriginals: false, swaps: 0.2, deletions: 0.2 };
    const items = await augmented([words], params);
    expect(items).toHaveLength(3);
    expect(new Set(items).size).toBe(3);
    expect(await augmented([words], params)).toEqual(items);
    expect(await augmented([words], params, testContext({ seed: 2 }))).not.toEqual(items);
  });
  test('names the line of the table that it cannot read', async () => {
    const refusal = await refusalOf(augmented(['x'], { synonyms: 'big: large\nhouse home' }));
    expect(refusal.code).toBe('text.synonyms');
    expect(refusal.title).toContain('Line 2');
  });
  test('can be cancelled between documents', async () => {
    const many = Array.from({ length: 10 }, () => 'a document');
    expect((await refusalOf(augmented(many, {}, testContext({ cancelAt: 5 })))).code).toBe('cancelled');
  });
  test('refuses to fill the memory', async () => {
    const long = 'x'.repeat(15_000_000);
    expect((await refusalOf(augmented([long], { copies: 20 }))).code).toBe('augment.too-much');
  });
});

describe('scoring what was written', () => {
  const scored = async (text: string, items?: string[]) =>
    (
      await runGenerationScore(
        { text, ...(items && { reference: { items } }) },
        evaluateGeneration.params.parse({}),
        testContext(),
      )
    ).metrics;

  test('tells variety from repetition', async () => {
    const varied = await scored('every word of this is another one');
    const circling = await scored('again and again and again and again');
    expect(reported(varied, 'Distinct-1')).toBe(1);
    expect(reported(circling, 'Distinct-1')).toBeCloseTo(2 / 7);
    expect(reported(circling, 'Repetition')).toBeCloseTo((100 * 5) / 7);
  });
  test('finds the longest passage that was copied, and shows it', async () => {
    const metrics = await scored('He said: the cat sat on the mat, and left.', [
      'nothing',
      'So the cat sat on the mat. Yes.',
    ]);
    expect(reported(metrics, 'Longest copied passage')).toBe('the cat sat on the mat'.length);
    expect(metrics.notes[0]).toContain('document 2: “the cat sat on the mat”');
  });
  test('says nothing of copying without a text to copy from', async () => {
    expect(reported(await scored('a few words'), 'Longest copied passage')).toBeUndefined();
  });
  test('refuses a text without words', async () => {
    expect((await refusalOf(scored(' … !'))).code).toBe('text.empty');
  });
});

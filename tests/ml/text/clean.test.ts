import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CleanRules, cleanDocuments, NO_RULES, TextError } from '@/ml/text';
import { repetitionShare, symbolShare } from '@/ml/text/clean';

const clean = (documents: readonly string[], rules: Partial<CleanRules>) =>
  cleanDocuments(documents, { ...NO_RULES, ...rules });

describe('cleaning', () => {
  test('without rules keeps every document as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), async (documents) => {
        expect(await clean(documents, {})).toEqual({ kept: documents, removed: [], changed: 0 });
      }),
      { numRuns: 50 },
    );
  });

  test('gives one form to letters that are stored in several', async () => {
    expect((await clean(['e\u0301 ﬁ ²'], { normalise: 'NFC' })).kept).toEqual(['é ﬁ ²']);
    expect((await clean(['e\u0301 ﬁ ²'], { normalise: 'NFKC' })).kept).toEqual(['é fi 2']);
  });

  test('tidies white space and takes invisible characters out, the same when done twice', async () => {
    const dirty = '\uFEFFone  two\u00A0\tthree  \r\n\r\n\r\n\r\nfour\u0000\u200B\u0007 five\u2028six  ';
    const once = await clean([dirty], { whitespace: true });
    expect(once.kept).toEqual(['one two three\n\nfour five\nsix']);
    expect(once.changed).toBe(1);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const first = await clean([text], { whitespace: true });
        expect((await clean(first.kept, { whitespace: true })).kept).toEqual(first.kept);
      }),
    );
  });

  test('each rule says how many it took, and why, with examples', async () => {
    const documents = [
      'a',
      'b',
      'c',
      'd',
      'a good long sentence',
      '#$%^&* $$$ ###',
      'buy viagra now and smile',
      'x'.repeat(200),
    ];
    const { kept, removed } = await clean(documents, {
      minimumLength: 5,
      maximumLength: 100,
      maximumSymbolShare: 0.3,
      words: ['Viagra', ' '],
    });
    expect(kept).toEqual(['a good long sentence']);
    expect(removed.map(({ rule, count }) => [rule, count])).toEqual([
      ['too-short', 4],
      ['symbols', 1],
      ['words', 1],
      ['too-long', 1],
    ]);
    expect(removed[0]?.examples).toHaveLength(3);
    expect(removed[2]?.examples).toEqual([{ text: 'buy viagra now and smile', why: 'it has “viagra”' }]);
  });

  test('unwanted words are whole words', async () => {
    expect((await clean(['the classic assassin', 'an ass'], { words: ['ass'] })).kept).toEqual([
      'the classic assassin',
    ]);
    expect((await clean(['c++ is here', 'c is here'], { words: ['c++'] })).kept).toEqual(['c is here']);
  });

  test('a pattern cuts out, drops or keeps', async () => {
    const documents = ['see https://a.example/x now', 'nothing here'];
    const pattern = 'https?://\\S+ ';
    expect((await clean(documents, { pattern, patternAction: 'delete' })).kept).toEqual(['see now', 'nothing here']);
    expect((await clean(documents, { pattern, patternAction: 'drop' })).kept).toEqual(['nothing here']);
    expect((await clean(documents, { pattern, patternAction: 'keep' })).kept).toEqual(['see https://a.example/x now']);
  });

  test.each([
    '(a+)+$',
    '(.*a)*b',
    '(a|a)*$',
    '(a|ab)+',
    '(x+x+)+y',
    '([a-z]+)*1',
    '(?:a{2,})*',
    '(',
    'a'.repeat(501),
    '(a)\\1',
  ])('the pattern %s is refused with a reason', async (pattern) => {
    await expect(clean(['a'], { pattern })).rejects.toBeInstanceOf(TextError);
  });

  test.each(['(foo|bar)+', 'https?://\\S+', '^\\s*$', '\\b(\\w+)@example\\.com', '[(+*]+', 'a{1,3}', '(?:ab)+'])(
    'the pattern %s is allowed',
    async (pattern) => {
      await expect(clean(['a'], { pattern })).resolves.toBeDefined();
    },
  );
});

test('symbols are counted by character, not by code unit', () => {
  expect(symbolShare('ab 😀😀')).toBeCloseTo(2 / 5);
  expect(symbolShare('')).toBe(0);
});

test('repetition is the share of lines, or of runs of five words, that were said before', () => {
  expect(repetitionShare('one line\none line\none line\none line')).toBeCloseTo(0.75);
  expect(repetitionShare('to be or not to be that is the question')).toBe(0);
  expect(repetitionShare(Array(20).fill('buy our very cheap watches').join(' '))).toBeGreaterThan(0.9);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { type AugmentOptions, augmentDocuments, parseSynonyms, wordsOf } from '@/ml/text';

const NONE: AugmentOptions = {
  copies: 1,
  keepOriginals: false,
  swaps: 0,
  deletions: 0,
  replacements: 0,
  synonyms: new Map(),
};
const TEXT = 'The big house stood alone. Nobody, it seems, ever lived in the BIG house again!';
const augment = (options: Partial<AugmentOptions>, text = TEXT) =>
  augmentDocuments([text], { ...NONE, ...options }, createRandom(4))[0] ?? '';

describe('augmenting', () => {
  test('with all shares at zero copies the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(augment({}, text)).toBe(text);
      }),
    );
  });

  test('synonyms take a word’s place and its capitals', () => {
    const synonyms = parseSynonyms('big: large\nthe: this');
    expect(augment({ synonyms, replacements: 1 })).toBe(
      'This large house stood alone. Nobody, it seems, ever lived in this LARGE house again!',
    );
  });

  test('swaps keep every word and all punctuation', () => {
    const swapped = augment({ swaps: 0.3 });
    expect(swapped).not.toBe(TEXT);
    expect(wordsOf(swapped).sort()).toEqual(wordsOf(TEXT).sort());
    expect(swapped.replace(/\w+/g, 'w')).toBe(TEXT.replace(/\w+/g, 'w'));
  });

  test('deletions leave the share of words that is expected, and at least one', () => {
    const long = TEXT.repeat(200);
    const left = wordsOf(augment({ deletions: 0.2 }, long)).length / wordsOf(long).length;
    expect(left).toBeGreaterThan(0.77);
    expect(left).toBeLessThan(0.83);
    expect(wordsOf(augment({ deletions: 1 }))).toHaveLength(1);
    expect(augment({ deletions: 0.4 })).not.toMatch(/ {2}/);
  });

  test('copies differ from one another, and are the same for the same seed', () => {
    const run = () =>
      augmentDocuments(
        [TEXT, 'Another text.'],
        { ...NONE, copies: 2, keepOriginals: true, swaps: 0.3 },
        createRandom(1),
      );
    expect(run()).toEqual(run());
    expect(run()).toHaveLength(6);
    expect(run()[0]).toBe(TEXT);
    expect(run()[1]).not.toBe(run()[2]);
  });

  test('a table that cannot be read names its line', () => {
    expect(() => parseSynonyms('big: large\n\nhouse home')).toThrow('Line 3 of the synonyms cannot be read.');
    expect(() => parseSynonyms('big: large,,huge')).toThrow('Line 1');
    expect(parseSynonyms('Big: large\nbig: huge').get('big')).toEqual(['large', 'huge']);
  });
});

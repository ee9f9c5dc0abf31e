import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distinctN, generateCorpus, longestCopiedPassage, repetitionN, repetitionWithin } from '@/ml/text';

describe('variety', () => {
  test('distinct-n on a worked example', () => {
    const words = 'the cat sat on the cat'.split(' ');
    expect(distinctN(words, 1)).toBeCloseTo(4 / 6);
    expect(distinctN(words, 2)).toBeCloseTo(4 / 5);
    expect(repetitionN(words, 2)).toBeCloseTo(1 / 5);
    expect(distinctN(words, 7)).toBeNaN();
  });

  test('a text that says one word has distinct-1 of one in its length', () => {
    expect(distinctN(Array<string>(50).fill('ho'), 1)).toBeCloseTo(1 / 50);
  });

  test('repetition within a window counts words that stood shortly before', () => {
    const words = 'a b a c c x y a'.split(' ');
    expect(repetitionWithin(words, 2)).toBeCloseTo(2 / 8);
    expect(repetitionWithin(words, 100)).toBeCloseTo(3 / 8);
  });
});

describe('the longest copied passage', () => {
  /** By looking at every substring. */
  function longestByHand(written: string, reference: readonly string[]): number {
    let best = 0;
    for (let from = 0; from < written.length; from++)
      for (let to = from + best + 1; to <= written.length; to++)
        if (reference.some((text) => text.includes(written.slice(from, to)))) best = to - from;
        else break;
    return best;
  }

  test('is found whatever the texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 3 }), (written, reference) => {
        const found = longestCopiedPassage(written, reference);
        expect(found?.passage.length ?? 0).toBe(longestByHand(written, reference));
        if (!found) return;
        const { passage, at, document, documentAt } = found;
        expect(written.slice(at, at + passage.length)).toBe(passage);
        expect(reference[document]?.slice(documentAt, documentAt + passage.length)).toBe(passage);
      }),
      { numRuns: 500 },
    );
  });

  test('does not reach over the end of a document', () => {
    expect(longestCopiedPassage('abcdef', ['xabc', 'defy'])?.passage).toBe('abc');
    expect(longestCopiedPassage('abc', ['xyz'])).toBeNull();
  });

  test('a passage hidden in a megabyte is found', () => {
    const reference = generateCorpus({ seed: 9, characters: 1_000_000 });
    const stolen = reference.slice(700_000, 700_400);
    const written = `${'Zq jx wv. '.repeat(500)}${stolen}${'Kk vv zz. '.repeat(500)}`;
    const found = longestCopiedPassage(written, [reference]);
    expect(found?.passage.length).toBeGreaterThanOrEqual(400);
    expect(found?.passage).toContain(stolen);
    expect(found?.documentAt).toBeLessThanOrEqual(700_000);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { splitInOrder, splitLines, splitParagraphs, splitShuffled, TextError } from '@/ml/text';

describe('splitting in order', () => {
  test('cuts one text as nanoGPT does: the first ⌊0.9 n⌋ characters train', () => {
    // tinyshakespeare has 1,115,394 characters; nanoGPT reports 1,003,854 and 111,540.
    const { training, validation } = splitInOrder(['x'.repeat(1_115_394)], 0.1);
    expect([training[0]?.length, validation[0]?.length]).toEqual([1_003_854, 111_540]);
  });

  test('loses nothing, keeps the order, and cuts no character in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        (documents, share) => {
          const text = documents.join('');
          fc.pre(Math.floor(text.length * (1 - share)) > 1);
          const { training, validation } = splitInOrder(documents, share);
          expect([...training, ...validation].join('')).toBe(text);
          expect(Math.abs(training.join('').length - Math.floor(text.length * (1 - share)))).toBeLessThanOrEqual(1);
          for (const part of [...training, ...validation]) expect(part).not.toMatch(/\p{Surrogate}/u);
        },
      ),
    );
  });

  test('what is too short is refused', () => {
    expect(() => splitInOrder(['a'], 0.1)).toThrow(TextError);
    expect(() => splitInOrder([], 0.1)).toThrow(TextError);
  });
});

describe('splitting at random', () => {
  const documents = Array.from({ length: 100 }, (_, index) => `document ${index}`);

  test('draws the share asked for, the same for the same seed, and each document is on one side', () => {
    const split = splitShuffled(documents, 0.1, createRandom(1));
    expect(split.validation).toHaveLength(10);
    expect([...split.training, ...split.validation].sort()).toEqual([...documents].sort());
    expect(splitShuffled(documents, 0.1, createRandom(1))).toEqual(split);
    expect(splitShuffled(documents, 0.1, createRandom(2))).not.toEqual(split);
  });

  test('leaves something on both sides', () => {
    expect(splitShuffled(['a', 'b'], 0.001, createRandom(1)).validation).toHaveLength(1);
    expect(splitShuffled(['a', 'b'], 0.9, createRandom(1)).training).toHaveLength(1);
    expect(() => splitShuffled(['a'], 0.1, createRandom(1))).toThrow('One document cannot be split');
  });
});

test('paragraphs are what stands between blank lines', () => {
  expect(splitParagraphs('one\ntwo\n\n  \t\nthree\r\n\r\nfour\n')).toEqual(['one\ntwo', 'three', 'four']);
  expect(splitLines('one\r\n\n two \n')).toEqual(['one', ' two ']);
});

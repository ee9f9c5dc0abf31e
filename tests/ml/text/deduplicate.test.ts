import { describe, expect, test } from 'vitest';
import { createRandom } from '@/ml/random';
import { deduplicate, generateCorpus, splitParagraphs } from '@/ml/text';
import { agreement, createMinHash } from '@/ml/text/deduplicate';

const documents = splitParagraphs(generateCorpus({ seed: 5, characters: 40_000 })).filter((text) => text.length > 200);

/** Changes a share of the words of a text. */
function disturb(text: string, share: number): string {
  const random = createRandom(text);
  return text.replace(/\w+/g, (word) => (random.next() < share ? `${word}ish` : word));
}

describe('exact duplicates', () => {
  test('the first of each stays', async () => {
    expect(await deduplicate(['a', 'b', 'a', 'A', 'b', 'a'], { method: 'exact' })).toEqual({
      kept: [0, 1, 3],
      pairs: [
        { kept: 0, removed: 2, similarity: 1 },
        { kept: 1, removed: 4, similarity: 1 },
        { kept: 0, removed: 5, similarity: 1 },
      ],
    });
  });
});

describe('near duplicates', () => {
  test('copies with few words changed are found, other texts stay', async () => {
    const copies = documents.map((text) => disturb(text, 0.02));
    const { kept, pairs } = await deduplicate([...documents, ...copies], { method: 'near', threshold: 0.6, seed: 1 });
    expect(kept.filter((index) => index < documents.length)).toHaveLength(documents.length);
    expect(pairs.length).toBeGreaterThan(0.95 * documents.length);
    for (const { kept: first, removed } of pairs) expect(removed).toBe(first + documents.length);
  });

  test('at threshold 1 only what has the same words in the same order is the same', async () => {
    const { kept } = await deduplicate(
      ['The king sleeps.', 'the king, sleeps', 'sleeps the king', '!!!', '???', '!!!'],
      { method: 'near', threshold: 1, seed: 1 },
    );
    expect(kept).toEqual([0, 2, 3, 4]);
  });

  test('is the same for the same seed', async () => {
    const given = [...documents, ...documents.map((text) => disturb(text, 0.1))];
    const run = () => deduplicate(given, { method: 'near', threshold: 0.5, seed: 7 });
    expect(await run()).toEqual(await run());
  });

  test('signatures agree as often as the sets of shingles overlap', () => {
    const sign = createMinHash({ shingle: 1, permutations: 2_048, seed: 3 });
    const words = Array.from({ length: 150 }, (_, index) => `w${index}`);
    for (const shared of [10, 50, 90]) {
      const a = words.slice(0, 100).join(' ');
      const b = words.slice(100 - shared, 200 - shared).join(' ');
      const [first, second] = [new Set(a.split(' ')), new Set(b.split(' '))];
      const jaccard = [...first].filter((word) => second.has(word)).length / new Set([...first, ...second]).size;
      // Four standard errors.
      expect(Math.abs(agreement(sign(a), sign(b)) - jaccard)).toBeLessThan(
        4 * Math.sqrt((jaccard * (1 - jaccard)) / 2_048),
      );
    }
  });
});

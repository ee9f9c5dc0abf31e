import { describe, expect, test } from 'vitest';
import { distinctN, generateCorpus, wordsOf } from '@/ml/text';
import { advance, PENTAMETER, rhythmOf } from '@/ml/text/corpus/meter';

const corpus = generateCorpus({ seed: 1 });

describe('the built-in corpus', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(generateCorpus({ seed: 1, characters: 20_000 })).toBe(
      corpus.slice(0, generateCorpus({ seed: 1, characters: 20_000 }).length),
    );
    expect(generateCorpus({ seed: 2, characters: 2_000 })).not.toBe(generateCorpus({ seed: 1, characters: 2_000 }));
  });

  test('is at least as long as asked for, by default over 300 kB, and ends with a whole speech', () => {
    expect(new TextEncoder().encode(corpus).length).toBeGreaterThan(300_000);
    expect(corpus.endsWith('\n\n')).toBe(true);
    const short = generateCorpus({ seed: 3, characters: 1_000 });
    expect(short.length).toBeGreaterThanOrEqual(1_000);
    expect(short.length).toBeLessThan(3_000);
  });

  test('is headings and speeches, nothing left unfilled', () => {
    for (const block of corpus.trim().split('\n\n'))
      expect(block).toMatch(/^(THE [A-Z ]+|Scene \d+\. .+|[A-Z]+:\n[\s\S]+)$/);
    expect(corpus).not.toMatch(/[{}@#%/]|undefined|null/);
    expect(corpus).not.toMatch(/ {2}| [,.;!?]/);
  });

  test('does not repeat itself: hardly a line is said twice, and four words in a row rarely are', () => {
    const lines = corpus.split('\n').filter((line) => line.length > 20);
    expect(new Set(lines).size / lines.length).toBeGreaterThan(0.95);
    expect(distinctN(wordsOf(corpus), 4)).toBeGreaterThan(0.8);
  });

  test('has a vocabulary of its own, which comes back often enough to be learned', () => {
    const counts = new Map<string, number>();
    for (const word of wordsOf(corpus)) counts.set(word, (counts.get(word) ?? 0) + 1);
    expect(counts.size).toBeGreaterThan(1_500);
    expect([...counts.values()].filter((count) => count >= 5).length / counts.size).toBeGreaterThan(0.8);
  });

  test('its people come back: the speakers of a play are named by others', () => {
    const play = corpus.split(/^(?=THE )/m)[1] ?? '';
    const speakers = new Set([...play.matchAll(/^([A-Z]+):$/gm)].map(([, name]) => name ?? ''));
    const named = [...speakers].filter((name) => play.includes(name.charAt(0) + name.slice(1).toLowerCase()));
    expect(speakers.size).toBeGreaterThanOrEqual(6);
    expect(named.length).toBeGreaterThanOrEqual(5);
  });
});

describe('metre', () => {
  test('knows where stress falls', () => {
    expect(['king', 'garden', 'forget', 'remember', 'majesty'].map(rhythmOf)).toEqual(['x', '10', '01', '010', '10x']);
  });

  test('a line of Shakespeare’s scans, and one with a syllable moved does not', () => {
    const scans = (line: string) => {
      let place = 0;
      for (const word of line.split(' ')) {
        place = advance(rhythmOf(word), place, PENTAMETER);
        if (place < 0) return false;
      }
      return place === PENTAMETER || place === PENTAMETER + 1;
    };
    expect(scans('If music be the food of love, play on')).toBe(true);
    expect(scans('Upon the garden of my heart he stood')).toBe(true);
    expect(scans('The garden upon of my heart he stood')).toBe(false);
    expect(scans('Garden upon my heart')).toBe(false);
  });
});

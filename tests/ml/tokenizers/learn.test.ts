import { describe, expect, test } from 'vitest';
import { compileTokenizer, learnBpe, learnCharacters, learnUnigram, TokenizerError } from '@/ml/tokenizers';
import { digamma } from '@/ml/tokenizers/learn/unigram-estimate';

const PROSE =
  'The walking king was talking; the talking queen was walking. Singing and dancing they went along the lane. ';
const text = PROSE.repeat(20);

describe('characters', () => {
  test('are numbered by their code points, as nanoGPT numbers them', async () => {
    const tokenizer = compileTokenizer(await learnCharacters(['cab', 'b\na😀é']));
    expect(['\n', 'a', 'b', 'c', 'é', '😀'].map(tokenizer.idOf)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a character that the text did not have is spelt from its bytes', async () => {
    const tokenizer = compileTokenizer(await learnCharacters(['abc']));
    expect([...tokenizer.encode('aé')].map(tokenizer.piece)).toEqual(['a', '<0xC3>', '<0xA9>']);
  });

  test('without bytes the vocabulary is the characters and nothing else', async () => {
    const tokenizer = compileTokenizer(await learnCharacters(['abc'], { unknown: 'left-out' }));
    expect(tokenizer.vocabularySize).toBe(3);
    expect(tokenizer.decode(tokenizer.encode('a?b'))).toBe('ab');
  });

  test('too many different ones are refused with the number found', async () => {
    await expect(learnCharacters(['abcdef'], { maximumVocabulary: 5 })).rejects.toMatchObject({
      code: 'tokenizer.too-many-characters',
      title: 'The text has 6 different characters.',
    });
  });
});

describe('BPE', () => {
  test('learns Sennrich’s example: “low” and “est” come together first', async () => {
    const words = `${'low '.repeat(5)}${'lower '.repeat(2)}${'newest '.repeat(6)}${'widest '.repeat(3)}`;
    const { model } = await learnBpe([words], { vocabularySize: 261, minimumFrequency: 1 });
    // The pairs e s (9), es t (9), then of those seen 8 times or fewer the most frequent.
    expect('merges' in model && model.merges.slice(0, 2)).toEqual(['e s', 'es t']);
  });

  test('runs of one letter are merged from the left, and of equally frequent pairs the one of lower ids', async () => {
    const tokenizer = compileTokenizer(await learnBpe(['aaaaa aaaaa'], { vocabularySize: 258 }));
    expect([...tokenizer.encode('aaaaa')].map(tokenizer.piece)).toEqual(['aa', 'aaa']);
  });

  test('stops where pairs get rarer than asked for', async () => {
    const json = await learnBpe(['ab ab cd'], { vocabularySize: 1_000, minimumFrequency: 2 });
    expect(compileTokenizer(json).vocabularySize).toBe(257);
  });

  test('long words without spaces are merged as short ones are', async () => {
    const tokenizer = compileTokenizer(await learnBpe([text], { vocabularySize: 300 }));
    const long = 'walkingtalking'.repeat(50);
    const pieces = [...tokenizer.encode(long)].map(tokenizer.piece);
    expect(pieces.join('')).toBe(long);
    const short = [...tokenizer.encode('walkingtalking'.repeat(2))].map(tokenizer.piece);
    expect(pieces.slice(0, short.length)).toEqual(short);
  });
});

describe('unigram', () => {
  // Each word occurs once, so that only stems and endings are worth a piece.
  const stems = 'walk talk jump laugh whisper gather follow answer open listen wander remember show turn look'.split(
    ' ',
  );
  const text = stems
    .flatMap((stem) => ['', 's', 'ed', 'ing', 'er'].map((ending) => `they ${stem}${ending} here. `))
    .join('');

  test('keeps whole frequent words and endings', async () => {
    const tokenizer = compileTokenizer(await learnUnigram([text], { vocabularySize: 300 }));
    expect(tokenizer.idOf('ing')).toBeDefined();
    expect(tokenizer.encode(text).length).toBeLessThan(text.length / 2);
  });

  test('has exactly the size asked for where the text allows it, and probabilities that sum to about one', async () => {
    const { model } = await learnUnigram([text], { vocabularySize: 280 });
    const scores = model.type === 'Unigram' ? model.vocab.map(([, score]) => score) : [];
    expect(scores).toHaveLength(280);
    const mass = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    expect(mass).toBeGreaterThan(0.7);
    expect(mass).toBeLessThan(1.01);
  });

  test('pieces are no longer than asked for', async () => {
    const tokenizer = compileTokenizer(await learnUnigram([text], { vocabularySize: 300, maximumPieceLength: 3 }));
    for (let id = 256; id < tokenizer.vocabularySize; id++)
      expect([...tokenizer.piece(id)].length).toBeLessThanOrEqual(3);
  });

  test('its digamma agrees with known values', () => {
    // Abramowitz & Stegun, table 6.1; ψ(1) = −γ, ψ(1/2) = −γ − 2 ln 2.
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 10);
    expect(digamma(0.5)).toBeCloseTo(-1.9635100260214235, 10);
    expect(digamma(10)).toBeCloseTo(2.251752589066721, 12);
  });
});

describe.each([
  ['characters', learnCharacters],
  ['BPE', (texts: readonly string[], options = {}) => learnBpe(texts, { vocabularySize: 2_000, ...options })],
  ['unigram', (texts: readonly string[], options = {}) => learnUnigram(texts, { vocabularySize: 300, ...options })],
] as const)('%s', (_, learn) => {
  test('refuses to learn from nothing', async () => {
    await expect(learn(['', ''])).rejects.toBeInstanceOf(TokenizerError);
  });

  test('what onProgress throws ends the learning', async () => {
    // Enough different words that 50 ms go by.
    const much = Array.from({ length: 150_000 }, (_, n) => (n * 7_919).toString(36))
      .join(' ')
      .repeat(2);
    const stop = new Error('stop');
    await expect(
      learn([much], {
        onProgress: () => {
          throw stop;
        },
      }),
    ).rejects.toBe(stop);
  });
});

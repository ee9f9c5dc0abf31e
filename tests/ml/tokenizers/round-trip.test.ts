import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compileTokenizer,
  encodeDocuments,
  learnBpe,
  learnCharacters,
  learnUnigram,
  parseTokenizerFile,
  type TokenizerJson,
} from '@/ml/tokenizers';

const TEXTS = [
  'the quick brown fox jumps over the lazy dog, and the lazy dog does not mind the quick brown fox at all\n'.repeat(3),
  'Ünïcödé 日本語 naïve café 👩‍👩‍👧‍👦 — one two three, one two three\r\n\t'.repeat(2),
  '__proto__ constructor 0 1 2 3 42 ',
];

const learned: Record<string, Promise<TokenizerJson>> = {
  characters: learnCharacters(TEXTS),
  'byte-level BPE': learnBpe(TEXTS, { vocabularySize: 330 }),
  unigram: learnUnigram(TEXTS, { vocabularySize: 330 }),
};

// fast-check's 'binary' is any code unit: lone surrogates, which have no UTF-8, come back as U+FFFD.
const wellFormed = (text: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary-ascii' }),
  fc
    .array(
      fc.constantFrom(' ', '\n', '\u0000', '\ufeff', '\u0085', '\ud800', '\udc00', 'Ġ', '▁', '<0x41>', 'the', "'s"),
    )
    .map((parts) => parts.join('')),
);

for (const [name, json] of Object.entries(learned))
  describe(name, async () => {
    const tokenizer = compileTokenizer(parseTokenizerFile(JSON.stringify(await json)));

    test('decoding what was encoded gives any Unicode text back', () => {
      fc.assert(
        fc.property(anyText, (text) => {
          expect(tokenizer.decode(tokenizer.encode(text))).toBe(wellFormed(text));
        }),
        { numRuns: 1_000 },
      );
    });

    test('ids stay below the vocabulary’s size, and each id’s piece leads back to a piece that reads the same', () => {
      for (const text of TEXTS)
        for (const id of tokenizer.encode(text)) {
          expect(id).toBeGreaterThanOrEqual(0);
          expect(id).toBeLessThan(tokenizer.vocabularySize);
          const found = tokenizer.idOf(tokenizer.piece(id));
          expect(found === undefined ? '' : tokenizer.piece(found)).toBe(tokenizer.piece(id));
        }
    });

    test('a long document is encoded in stretches, with the ids of encoding it whole', async () => {
      const long = `${TEXTS.join('')}\n\n  \n${TEXTS[0]}\n`.repeat(400);
      const stretched = await encodeDocuments(tokenizer, [long, 'end'], { separator: [3, 4] });
      expect([...stretched]).toEqual([...tokenizer.encode(long), 3, 4, ...tokenizer.encode('end')]);
    });

    test('learning is the same each time', async () => {
      const again = {
        characters: () => learnCharacters(TEXTS),
        unigram: () => learnUnigram(TEXTS, { vocabularySize: 330 }),
      }[name];
      expect(await (again ? again() : learnBpe(TEXTS, { vocabularySize: 330 }))).toEqual(await json);
    });
  });

import { describe, expect, test } from 'vitest';
import { corpusBleu, tokenise13a } from '@/ml/metrics/text/bleu';
import { corpusChrf } from '@/ml/metrics/text/chrf';
import { ciderD } from '@/ml/metrics/text/cider';
import { characterErrorRate, editDistance, wordErrorRate } from '@/ml/metrics/text/edit-distance';
import { passAtK } from '@/ml/metrics/text/pass-at-k';
import { stem } from '@/ml/metrics/text/porter';
import { rougeOfBest } from '@/ml/metrics/text/rouge';
import { isNormalisedMatch, normalisedAnswer, tokenF1 } from '@/ml/metrics/text/squad';
import cider from '../../fixtures/text-metrics/cider.json';
import reference from '../../fixtures/text-metrics/reference.json';

const items = reference.items.map(([written, references]) => ({
  written: String(written),
  references: Array.isArray(references) ? references : [],
}));
const written = items.map((item) => item.written);
const references = items.map((item) => item.references);

test('CIDEr-D is that of its authors’ code', () => {
  const said = cider.items.map(([written, others]) => ({
    written: String(written),
    references: Array.isArray(others) ? others : [],
  }));
  const { score, each } = ciderD(
    said.map((one) => one.written),
    said.map((one) => one.references),
  );
  expect(score).toBeCloseTo(cider.score, 9);
  for (const [index, one] of cider.each.entries()) expect(each[index]).toBeCloseTo(one, 9);
  // Word for word the same; of three words there is no run of four.
  expect(ciderD(['a red star', 'two blue rings'], [['a red star'], ['two blue rings']]).each).toEqual([7.5, 7.5]);
  expect(() => ciderD(['a'], [])).toThrow(RangeError);
  expect(() => ciderD(['a'], [[]])).toThrow(RangeError);
});

describe('BLEU and chrF are those of sacreBLEU', () => {
  test('words by 13a', () => expect(written.map(tokenise13a)).toEqual(reference.words));

  test('BLEU of all, of one and of each', () => {
    closeTo(corpusBleu(written, references), reference.bleu);
    closeTo(corpusBleu(written.slice(0, 1), references.slice(0, 1)), reference.bleuOfTheFirst);
    const each = items.map((item) => corpusBleu([item.written], [item.references], { effectiveOrder: true }).score);
    closeTo(each, reference.bleuOfEach);
  });

  test('chrF and chrF++ of all and of each', () => {
    closeTo(corpusChrf(written, references), reference.chrf);
    closeTo(corpusChrf(written, references, { wordOrder: 2 }), reference.chrfPlusPlus);
    closeTo(
      items.map((item) => corpusChrf([item.written], [item.references])),
      reference.chrfOfEach,
    );
    closeTo(
      items.map((item) => corpusChrf([item.written], [item.references], { wordOrder: 2 })),
      reference.chrfPlusPlusOfEach,
    );
  });

  test('what has no reference is refused', () => {
    expect(() => corpusBleu(['a'], [[]])).toThrow(/no reference/);
    expect(() => corpusChrf(['a'], [])).toThrow(/references for 0/);
  });
});

describe('ROUGE is that of rouge_score', () => {
  for (const stemmer of [false, true])
    test(stemmer ? 'with stems' : 'of words as they are', () => {
      const found = items.map((item) =>
        Object.fromEntries(
          Object.entries(rougeOfBest(item.references, item.written, { stemmer })).map(([name, one]) => [
            name,
            [one.precision, one.recall, one.f1],
          ]),
        ),
      );
      closeTo(found, stemmer ? reference.rougeStemmed : reference.rouge);
    });

  test('stems are those of NLTK', () => {
    const words = Object.keys(reference.stems);
    expect(Object.fromEntries(words.map((word) => [word, stem(word)]))).toEqual(reference.stems);
  });
});

describe('answers are compared as SQuAD does', () => {
  test('normalised', () => expect(written.map(normalisedAnswer)).toEqual(reference.normalised));
  test('exact match', () =>
    expect(items.map((item) => Number(isNormalisedMatch(item.references, item.written)))).toEqual(reference.exact));
  test('F1', () =>
    closeTo(
      items.map((item) => tokenF1(item.references, item.written)),
      reference.f1,
    ));
});

test('error rates of words and characters are those of jiwer', () => {
  const first = references.map(([one = '']) => one);
  closeTo(wordErrorRate(first, written), reference.wordErrorRate);
  closeTo(characterErrorRate(first, written), reference.characterErrorRate);
  const each = first.map((one, index) => [
    wordErrorRate([one], [written[index] ?? '']),
    characterErrorRate([one], [written[index] ?? '']),
  ]);
  closeTo(each, reference.errorRates);
});

test('the distance of two words is the fewest changes between them', () => {
  expect(editDistance([...'kitten'], [...'sitting'])).toBe(3);
  expect(editDistance([...'sitting'], [...'kitten'])).toBe(3);
  expect(editDistance([], [...'abc'])).toBe(3);
});

test('pass@k is Chen et al.’s estimate, and refuses what cannot be drawn', () => {
  closeTo(
    reference.passAtK.map(([n = 0, c = 0, k = 0]) => [n, c, k, passAtK(n, c, k)]),
    reference.passAtK,
  );
  expect(() => passAtK(5, 6, 1)).toThrow(RangeError);
  expect(() => passAtK(5, 1, 6)).toThrow(RangeError);
});

/** Holds values of any shape to those of the reference, to the last few digits of double precision. */
function closeTo(found: unknown, expected: unknown): void {
  const numbers = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_, one) => (typeof one === 'number' ? Number(one.toPrecision(12)) : one));
  expect(numbers(found)).toEqual(numbers(expected));
}

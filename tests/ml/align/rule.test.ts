import { expect, test } from 'vitest';
import { compileRule, type Rule } from '@/ml/align/rule';

const nothing: Rule = {
  length: { weight: 0, target: 10, unit: 'characters' },
  wanted: { weight: 0, words: [] },
  unwanted: { weight: 0, words: [] },
  share: { weight: 0, of: 'vowels' },
  fullStop: { weight: 0 },
  pattern: { weight: 0, source: '' },
};

test.each<[string, Partial<Rule>, string, number]>([
  ['as long as wanted', { length: { weight: 2, target: 4, unit: 'characters' } }, 'four', 2],
  ['half as long', { length: { weight: 2, target: 4, unit: 'characters' } }, 'to', 1],
  ['three times as long', { length: { weight: 2, target: 2, unit: 'words' } }, 'a b c d e f', 0],
  ['half of the wanted words', { wanted: { weight: 1, words: ['Good', 'kind man'] } }, 'A kind man.', 0.5],
  ['a part of a word is no word', { wanted: { weight: 1, words: ['good'] } }, 'goodness', 0],
  ['unwanted words', { unwanted: { weight: 3, words: ['bad'] } }, 'Bad!', -3],
  ['vowels', { share: { weight: 1, of: 'vowels' } }, 'aebc', 0.5],
  ['few capitals', { share: { weight: -2, of: 'capitals' } }, 'ABcd', -1],
  ['a sentence', { fullStop: { weight: 1 } }, 'He said “yes.”\n', 1],
  ['no sentence', { fullStop: { weight: 1 } }, 'He said. And', 0],
  ['a pattern', { pattern: { weight: 1, source: '^y' } }, 'yes', 1],
])('%s', (_name, part, answer, score) => {
  expect(compileRule({ ...nothing, ...part })(answer)).toBeCloseTo(score, 10);
});

test('parts add up, an empty answer is worth nothing odd, and a pattern that could take for ever is refused', () => {
  const rule = { ...nothing, fullStop: { weight: 1 }, share: { weight: 1, of: 'vowels' as const } };
  expect(compileRule(rule)('aa.')).toBeCloseTo(1 + 2 / 3, 10);
  expect(compileRule(rule)('')).toBe(0);
  expect(() => compileRule({ ...nothing, pattern: { weight: 1, source: '(a+)+' } })).toThrow('cannot be used');
});

import { expect, test } from 'vitest';
import { matchScore } from '@/app/editor/commands/match';
import { catalogue } from '@/nodes';

/** What answers a search, the best first. */
const found = (search: string): readonly string[] =>
  [...catalogue.values()]
    .map(({ title, keywords = [] }) => ({ title, score: matchScore(title, search, keywords) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ title }) => title);

test.each([
  ['head', 'Language-model head'],
  ['train', 'Train language model'],
  ['score', 'Score language model'],
  ['bpe', 'Learn BPE tokenizer'],
  ['wte', 'Token embedding'],
  ['transformer', 'Transformer block'],
])('“%s” finds “%s” before what only mentions it', (search, title) => {
  expect(found(search)[0]).toBe(title);
});

test('what is called exactly so comes before what begins so', () => {
  expect(matchScore('Code flow.code', 'code')).toBeGreaterThan(matchScore('Code input network.code-input', 'code'));
  expect(found('code')[0]).toBe('Code');
});

test('letters that merely occur in this order are no answer', () => {
  expect(matchScore('Run to the selected nodes', 'undo')).toBe(0);
  expect(matchScore('Runs of this project, compared', 'score')).toBe(0);
});

test('nothing typed leaves everything in its order', () => {
  expect(found(' ')).toEqual([...catalogue.values()].map(({ title }) => title));
});

test('letters inside of a word are no beginning of one: “go to …” is no search for a flamingo', () => {
  const others = ['flamingo', 'projector', 'train'];
  expect(matchScore('Tell a language model of pictures', 'go to train language model', others)).toBe(0);
  expect(matchScore('Train language model go to train', 'go to train language model')).toBeGreaterThan(0);
  expect(matchScore('Tell a language model of pictures', 'flam', others)).toBe(0.4);
});

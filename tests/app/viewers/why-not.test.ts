import { expect, test } from 'vitest';
import { verdictOn, whyNot } from '@/app/viewers/why-not';

const step = (cutBy?: string) => ({
  piece: 'a',
  probability: 0.6,
  candidates: [
    { piece: 'a', probability: 0.6, kept: true },
    { piece: 'b', probability: 0.4, kept: cutBy === undefined, ...(cutBy && { cutBy }) },
  ],
});

test('each strategy says for itself why a candidate did not come', () => {
  expect(['greedy', 'beams', 'top-k'].map(whyNot)).toEqual(['not the likeliest', 'in no beam', 'cut by top-k']);
  expect(verdictOn(step('greedy'))).toBe('The likeliest one. Greedy decoding takes no other.');
  expect(verdictOn(step('beams'))).toContain('less likely as a whole');
  expect(verdictOn(step('top-p'))).toBe('The likeliest one. Some were cut by top-p.');
  expect(verdictOn(step())).toBe('The likeliest one.');
  expect(verdictOn({ ...step(), turn: 2 })).toBe('The likeliest one. Filled as number 2.');
  expect(verdictOn({ ...step(), piece: 'b' })).toBe('Not the likeliest one.');
});

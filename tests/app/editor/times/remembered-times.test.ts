import { expect, test } from 'vitest';
import { amountDone } from '@/app/editor/times/remembered-times';

test('of a training that went on, only the steps that it made itself are counted', () => {
  expect(amountDone({ from: 1_000, done: 2_000 }, 2_000)).toBe(1_000);
  expect(amountDone({ from: 0, done: 2_000 }, 2_000)).toBe(2_000);
});

test('a training that stopped early made fewer than were asked for', () => {
  expect(amountDone({ from: 0, done: 700 }, 2_000)).toBe(700);
});

test('without any progress it is what was asked for; nodes that do not go on have no amount', () => {
  expect(amountDone({}, 2_000)).toBe(2_000);
  expect(amountDone({ from: 3, done: 3 }, 2_000)).toBe(2_000);
  expect(amountDone({ from: 0, done: 5 }, null)).toBeNull();
});

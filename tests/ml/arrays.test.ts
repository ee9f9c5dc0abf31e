import { expect, test } from 'vitest';
import { byTurns } from '@/ml/arrays';

test('arrays are laid out by turns, row by row, each going on where it stopped', () => {
  const of = (...data: number[]) => ({ shape: [2], data: Float32Array.from(data) });
  const [one, other] = [of(1, 2, 3, 4), of(5, 6, 7, 8, 9, 10, 11, 12)];
  expect([...byTurns(2, [one, 1], [other, 2])]).toEqual([1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12]);
  expect([...byTurns(1, [one, 1], [other, 1])]).toEqual([1, 2, 5, 6]);
  expect([...byTurns(0, [one, 1])]).toEqual([]);
});

import { expect, test } from 'vitest';
import { bestOfDivergence, expectedBest } from '@/ml/align/best-of';
import { countedShare } from '@/ml/metrics/comparison/proportions';

test('the best of k is the mean over all ways to draw k', () => {
  const rewards = [3, -1, 2, 7, 2];
  const subsets = Array.from({ length: 1 << 5 }, (_, mask) => rewards.filter((_, index) => mask & (1 << index)));
  const byHand = [1, 2, 3, 4, 5].map((k) => {
    const some = subsets.filter(({ length }) => length === k).map((one) => Math.max(...one));
    return some.reduce((sum, one) => sum + one, 0) / some.length;
  });
  for (const [index, value] of expectedBest(rewards).entries()) expect(value).toBeCloseTo(byHand[index] ?? 0, 12);
  expect(expectedBest([])).toEqual([]);
});

test('the bound is 0 of one answer, and that of the paper of many', () => {
  expect(bestOfDivergence(1)).toBe(0);
  expect(bestOfDivergence(4)).toBeCloseTo(Math.log(4) - 0.75, 12);
  expect(() => bestOfDivergence(0)).toThrow(RangeError);
});

test('the best of two even answers strays less than the bound, which is exact for endlessly many', () => {
  // Two answers, each half likely: the better one has 3/4. KL = 3/4 log 3/2 + 1/4 log 1/2.
  expect(0.75 * Math.log(1.5) + 0.25 * Math.log(0.5)).toBeLessThan(bestOfDivergence(2));
  const many = 20_000;
  let divergence = 0;
  for (let i = 1; i <= many; i++) {
    const share = (i / many) ** 2 - ((i - 1) / many) ** 2;
    divergence += share * Math.log(share * many);
  }
  expect(divergence).toBeCloseTo(bestOfDivergence(2), 3);
});

test('the interval of Wilson is that of the literature', () => {
  // Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const bounds = (counted: number, of: number) => {
    const { low, high } = countedShare(counted, of);
    return [low, high].map((one) => Number(one.toFixed(4)));
  };
  expect(bounds(81, 263)).toEqual([0.2553, 0.3662]);
  expect(bounds(15, 148)).toEqual([0.0624, 0.1605]);
  expect(bounds(0, 20)).toEqual([0, 0.1611]);
  expect(bounds(1, 29)).toEqual([0.0061, 0.1718]);
  expect(bounds(20, 20)[1]).toBe(1);
  expect(() => countedShare(1, 0)).toThrow(RangeError);
});

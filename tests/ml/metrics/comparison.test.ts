import { expect, test } from 'vitest';
import { calibrationOf } from '@/ml/metrics/calibration';
import { intervalOf, pairedBootstrap } from '@/ml/metrics/comparison/bootstrap';
import { mcNemar, twoProportions } from '@/ml/metrics/comparison/proportions';
import { bradleyTerry, elo, type Meeting, ratingIntervals, winChance } from '@/ml/metrics/comparison/ratings';
import { createRandom } from '@/ml/random';

const meetings = (first: number, second: number, won: number, lost: number): Meeting[] =>
  Array.from({ length: won + lost }, (_, index) => ({ first, second, score: index < won ? 1 : 0 }));

test('a paired bootstrap agrees with the normal law where there is much to draw from', () => {
  const random = createRandom(1);
  const a = Array.from({ length: 200 }, () => random.normal());
  const b = a.map((value) => value + 0.1 + random.normal());
  const apart = b.map((value, index) => value - (a[index] ?? 0));
  const mean = apart.reduce((sum, one) => sum + one, 0) / 200;
  const error = Math.sqrt(apart.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 200 / 200);
  const found = pairedBootstrap({ before: a, after: b }, createRandom(1));
  expect(found.difference).toBeCloseTo(mean, 12);
  expect(Math.abs(found.low - (mean - 1.96 * error))).toBeLessThan(0.15 * error);
  expect(Math.abs(found.high - (mean + 1.96 * error))).toBeLessThan(0.15 * error);
  // The z-test of a mean is that of one proportion in another guise: the same tail.
  const tail = 2 * (1 - normal(Math.abs(mean) / error));
  expect(found.p).toBeCloseTo(tail, 1);
  expect(pairedBootstrap({ before: a, after: b }, createRandom(1))).toEqual(found);
  expect(pairedBootstrap({ before: a, after: a }, createRandom(1))).toMatchObject({
    difference: 0,
    p: 1,
    low: 0,
    high: 0,
  });
  expect(() => pairedBootstrap({ before: [1], after: [] }, createRandom(1))).toThrow(RangeError);
});

/** By Simpson’s rule. */
function normal(z: number): number {
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const step = z / 200;
  let sum = density(0) + density(z);
  for (let index = 1; index < 200; index++) sum += density(index * step) * (index % 2 ? 4 : 2);
  return 0.5 + (sum * step) / 3;
}

test('percentiles are interpolated as NumPy does', () => {
  // numpy.percentile([1, 2, 3, 4, 10], [10, 90]) = [1.4, 7.6]
  const { low, high } = intervalOf([10, 1, 3, 2, 4], 0.8);
  expect([low, high].map((one) => Number(one.toFixed(9)))).toEqual([1.4, 7.6]);
});

test('tests of shares agree with their closed forms', () => {
  // 2 · ∑ₖ₌₀⁵ C(20, k) / 2²⁰
  expect(mcNemar(5, 15)).toBeCloseTo((2 * 21_700) / 2 ** 20, 12);
  expect(mcNemar(15, 5)).toBe(mcNemar(5, 15));
  expect(mcNemar(4, 4)).toBe(1);
  expect(mcNemar(0, 0)).toBe(1);
  expect(mcNemar(900, 1_100)).toBeLessThan(1e-4); // 2⁻²⁰⁰⁰ itself is too small for a number
  expect(mcNemar(900, 1_100)).toBeGreaterThan(1e-6);
  const { z, p } = twoProportions([40, 60], [100, 100]);
  expect(z).toBeCloseTo(0.2 / Math.sqrt(0.25 * 0.02), 12); // 2.828…
  expect(p).toBeCloseTo(2 * (1 - normal(z)), 9);
  // P(|Z| > 4) = 6.334248e-5, beyond where the series ends
  const far = twoProportions([0.5 * 1e6 - 1e3 * Math.SQRT2, 0.5 * 1e6 + 1e3 * Math.SQRT2], [1e6, 1e6]);
  expect(far.z).toBeCloseTo(4, 4);
  expect(far.p / 6.334248e-5).toBeCloseTo(1, 3);
  expect(twoProportions([0, 0], [5, 5])).toEqual({ z: 0, p: 1 });
});

test('Bradley–Terry ratings are where the wins that they expect are those that were', () => {
  const [a = 0, b = 0] = bradleyTerry(2, meetings(0, 1, 30, 10), { prior: 0 });
  expect(a - b).toBeCloseTo(400 * Math.log10(3), 6);
  expect((a + b) / 2).toBeCloseTo(1_000, 9);
  const three = [
    ...meetings(0, 1, 7, 3),
    ...meetings(1, 2, 6, 4),
    ...meetings(2, 0, 2, 9),
    { first: 0, second: 2, score: 0.5 },
  ];
  const ratings = bradleyTerry(3, three, { prior: 0 });
  for (const player of [0, 1, 2]) {
    let [won, expected] = [0, 0];
    for (const { first, second, score } of three) {
      if (first !== player && second !== player) continue;
      won += first === player ? score : 1 - score;
      const other = ratings[first === player ? second : first] ?? 0;
      expected += winChance(ratings[player] ?? 0, other);
    }
    expect(expected).toBeCloseTo(won, 6);
  }
  expect(() => bradleyTerry(2, meetings(0, 1, 5, 0), { prior: 0 })).toThrow(RangeError);
  const [best = 0, worst = 0] = bradleyTerry(2, meetings(0, 1, 5, 0));
  expect(best - worst).toBeGreaterThan(100);
});

test('intervals of ratings hold the truth, and shrink with more meetings', () => {
  const random = createRandom(3);
  const truth = 1 / (1 + 10 ** (-100 / 400));
  const groups = Array.from({ length: 200 }, () => [{ first: 0, second: 1, score: Number(random.next() < truth) }]);
  const width = (some: typeof groups) => {
    const [first] = ratingIntervals(2, some, { seed: 1, resamples: 50 });
    return first ? first.high - first.low : 0;
  };
  const [first] = ratingIntervals(2, groups, { seed: 1, resamples: 50 });
  expect(first?.low).toBeLessThan(1_050);
  expect(first?.high).toBeGreaterThan(1_050);
  expect(width(groups)).toBeLessThan(width(groups.slice(0, 50)));
});

test('Elo moves both by what surprised', () => {
  expect(elo(2, meetings(0, 1, 1, 0), 32)).toEqual([1_016, 984]);
  const [a = 0, b = 0] = elo(2, meetings(0, 1, 2, 0), 32);
  expect(a).toBeCloseTo(1_016 + 32 * (1 - 1 / (1 + 10 ** (-32 / 400))), 9);
  expect(a + b).toBe(2_000);
});

test('the calibration error is the mean distance from the diagonal, by bins', () => {
  const told = [
    { sure: 0.95, right: 1 },
    { sure: 0.95, right: 0 },
    { sure: 0.25, right: 0 },
    { sure: 1, right: 1 },
  ];
  const { accuracy, calibrationError, bins } = calibrationOf(told);
  expect(accuracy).toBe(0.5);
  expect(bins.map(({ count }) => count)).toEqual([1, 3]);
  expect(calibrationError).toBeCloseTo(0.25 * 0.25 + 0.75 * (2.9 / 3 - 2 / 3), 12);
});

import { expect, test } from 'vitest';
import { holm } from '@/ml/metrics/comparison/holm';
import { signFlipTest, smallestP } from '@/ml/metrics/comparison/sign-flip';
import { createRandom } from '@/ml/random';
import reference from '../../fixtures/ml/sign-flip.json';

test('exact p-values are those of scipy’s permutation_test', () => {
  for (const { differences, p } of reference.exact) {
    const found = signFlipTest(differences, createRandom(1));
    expect(found.exact).toBe(true);
    expect(found.p).toBeCloseTo(p, 12);
    expect(found.p).toBeGreaterThanOrEqual(smallestP(differences.length));
    // Which of two is the first makes no difference.
    const turned = signFlipTest(
      differences.map((one) => -one),
      createRandom(2),
    );
    expect(turned).toEqual({ ...found, mean: -found.mean, low: -found.high, high: -found.low });
  }
});

test('drawn p-values are near those of many more draws, are never 0, and are the same for a seed', () => {
  for (const { differences, p } of reference.drawn) {
    const found = signFlipTest(differences, createRandom(3));
    expect(found.exact).toBe(false);
    expect(Math.abs(found.p - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 19_999));
    expect(signFlipTest(differences, createRandom(3))).toEqual(found);
  }
  const far = Array.from({ length: 40 }, () => 1);
  expect(signFlipTest(far, createRandom(1)).p).toBe(smallestP(40));
  expect(signFlipTest([0, 0, 0], createRandom(1))).toMatchObject({ mean: 0, p: 1, exact: true });
  expect(() => signFlipTest([], createRandom(1))).toThrow(RangeError);
  expect(() => signFlipTest([1, Number.NaN], createRandom(1))).toThrow(RangeError);
});

test('a draw that flips nothing is drawn anew, also where only bits of no difference are set', () => {
  const differences = Array.from({ length: 15 }, (_, index) => index - 5.5);
  const random = createRandom(1);
  let first = true;
  const int = (below: number) => {
    if (!first) return random.int(below);
    first = false;
    return 2 ** 20;
  };
  expect(signFlipTest(differences, { ...createRandom(1), int })).toEqual(signFlipTest(differences, createRandom(1)));
});

test('where nothing differs, p lies below any level as often as the level says', () => {
  const random = createRandom(5);
  const ps = Array.from(
    { length: 400 },
    () =>
      signFlipTest(
        [...Array(8)].map(() => random.normal()),
        random,
      ).p,
  );
  for (const level of [0.05, 0.25, 0.5]) {
    const share = ps.filter((p) => p <= level).length / ps.length;
    expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / ps.length));
  }
});

test('the interval holds what the test does not tell from what was seen, and no more', () => {
  const [differences = []] = reference.exact.flatMap((one) => (one.differences.length === 12 ? [one.differences] : []));
  const { low, high } = signFlipTest(differences, createRandom(1));
  const pOf = (mean: number) =>
    signFlipTest(
      differences.map((one) => one - mean),
      createRandom(1),
    ).p;
  const step = 1e-6;
  expect(pOf(low - step)).toBeLessThanOrEqual(0.05);
  expect(pOf(low + step)).toBeGreaterThan(0.05);
  expect(pOf(high - step)).toBeGreaterThan(0.05);
  expect(pOf(high + step)).toBeLessThanOrEqual(0.05);
  // Of many it is the normal one.
  const random = createRandom(4);
  const many = Array.from({ length: 300 }, () => 0.2 + random.normal());
  const found = signFlipTest(many, createRandom(1));
  const error = Math.sqrt(many.reduce((sum, one) => sum + (one - found.mean) ** 2, 0) / 299 / 300);
  expect(Math.abs(found.low - (found.mean - 1.96 * error))).toBeLessThan(0.1 * error);
  expect(Math.abs(found.high - (found.mean + 1.96 * error))).toBeLessThan(0.1 * error);
  // Five can all point one way by chance once in sixteen.
  expect(signFlipTest([1, 2, 3, 4, 5], createRandom(1)).low).toBe(Number.NEGATIVE_INFINITY);
});

test('Holm’s correction is that of statsmodels', () => {
  for (const { ps, corrected } of reference.holm)
    for (const [place, one] of holm(ps).entries()) expect(one).toBeCloseTo(corrected[place] ?? Number.NaN, 12);
  expect(holm([])).toEqual([]);
});

import { expect, test } from 'vitest';
import { pairedBootstrap } from '@/ml/metrics/comparison/bootstrap';
import { createRandom } from '@/ml/random';

const random = createRandom(7);
const before = Array.from({ length: 400 }, () => 10 * random.normal());
const noise = before.map(() => random.normal());

test('the interval is that of the mean difference, whatever items have in common', () => {
  const after = before.map((value, index) => value + 0.3 + (noise[index] ?? 0));
  const found = pairedBootstrap({ before, after }, createRandom(1));
  const shifts = noise.map((one) => one + 0.3);
  const mean = shifts.reduce((sum, one) => sum + one, 0) / 400;
  const deviation = Math.sqrt(shifts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 400);
  expect(found.difference).toBeCloseTo(mean, 9);
  // The normal interval, which the percentile interval of so many items nears.
  expect(found.low).toBeCloseTo(mean - (1.96 * deviation) / 20, 1.9);
  expect(found.high).toBeCloseTo(mean + (1.96 * deviation) / 20, 1.9);
  expect(found.low).toBeGreaterThan(0);
});

test('of what differs by chance alone the interval holds zero 19 times of 20', () => {
  const draw = createRandom(3);
  let held = 0;
  for (let round = 0; round < 100; round++) {
    const [a, b] = [draw, draw].map((stream) => Array.from({ length: 40 }, () => stream.normal()));
    const { low, high } = pairedBootstrap({ before: a ?? [], after: b ?? [] }, createRandom(round));
    if (low <= 0 && high >= 0) held++;
  }
  expect(held).toBeGreaterThanOrEqual(88);
  expect(held).toBeLessThan(100);
});

test('weights count, and perplexities are compared as perplexities', () => {
  const found = pairedBootstrap({ before: [1, 5], after: [2, 9], weights: [1, 0], through: 'exp' }, createRandom(1));
  for (const [told, right] of [
    [found.before, Math.E],
    [found.after, Math.E ** 2],
    [found.low, Math.E ** 2 - Math.E],
    [found.high, Math.E ** 2 - Math.E],
  ] as const)
    expect(told).toBeCloseTo(right, 9);
  expect(() => pairedBootstrap({ before: [], after: [] }, createRandom(1))).toThrow(RangeError);
});

import { describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import { compareManifolds } from '@/ml/metrics/manifold';
import { modesCovered } from '@/ml/metrics/modes';
import { findCopies, nearestNeighbours, neighbourDistances } from '@/ml/metrics/neighbours';
import { arraysOf, gaussian, points, reference } from './helpers';

describe('precision, recall, density and coverage', () => {
  test('are what numpy gives', () => {
    const { k, ...wanted } = reference.manifolds;
    const found = compareManifolds(arraysOf(reference.real), arraysOf(reference.made), k);
    for (const [name, value] of Object.entries(found)) expect(value, name).toBeCloseTo(wanted[name], 9);
  });

  test('tell a model that repeats one mode from one that makes noise', () => {
    const half = (seed: number, mean: number) => gaussian(seed, 100, [mean, 0], [1, 1]);
    const [left, right] = [half(1, -10), half(2, 10)];
    const real = { ...left, count: 200, data: Float32Array.from([...left.data, ...right.data]) };
    const repeating = compareManifolds(real, gaussian(3, 200, [-10, 0], [1, 1]));
    expect(repeating.precision).toBeGreaterThan(0.9);
    expect(repeating.recall).toBeLessThan(0.6);
    expect(repeating.coverage).toBeLessThan(0.6);
    const noisy = compareManifolds(real, gaussian(3, 200, [0, 0], [10, 10]));
    expect(noisy.precision).toBeLessThan(0.3);
    const same = compareManifolds(real, real);
    expect([same.precision, same.recall, same.coverage]).toEqual([1, 1, 1]);
  });

  test('one stray real item raises precision much and density little', () => {
    const real = points([0, 0], [0.1, 0], [0, 0.1], [0.1, 0.1], [100, 100]);
    const { precision, density } = compareManifolds(real, points([60, 60], [61, 60], [60, 61]), 2);
    expect(precision).toBe(1);
    expect(density).toBe(0.5);
    expect(() => compareManifolds(real, points([0, 0], [1, 1]), 2)).toThrow('At least 3 items');
  });
});

describe('nearest neighbours', () => {
  test('are found with their distances', () => {
    const { indices, distances } = nearestNeighbours(points([0, 0], [9, 9]), points([3, 4], [9, 8], [-6, -8]));
    expect([...indices]).toEqual([0, 1]);
    expect([...distances]).toEqual([5, 1]);
    expect([...neighbourDistances(points([0], [1], [3], [7]), 2)]).toEqual([3, 2, 3, 6]);
    expect(() => neighbourDistances(points([0], [1]), 2)).toThrow('no 2 neighbours');
  });

  test('give copies away', () => {
    const training = gaussian(1, 200, [0, 0, 0, 0], [1, 1, 1, 1]);
    const fresh = gaussian(2, 200, [0, 0, 0, 0], [1, 1, 1, 1]);
    const share = (made: Arrays) => findCopies(made, training).copied.filter(Boolean).length / made.count;
    expect(share(training)).toBe(1);
    expect(share(fresh)).toBeLessThan(0.05);
    const mixed = {
      ...fresh,
      data: fresh.data.map((value, index) => (index < 400 ? (training.data[index] ?? 0) + 1e-3 : value)),
    };
    expect(share(mixed)).toBeCloseTo(0.5, 1);
    expect(findCopies(mixed, training).copied.slice(0, 100)).not.toContain(false);
  });
});

test('modes of a known mixture are hit by samples within three deviations', () => {
  const centres = Array.from({ length: 8 }, (_, index) => [
    Math.cos((index * Math.PI) / 4),
    Math.sin((index * Math.PI) / 4),
  ]);
  const samples = points([1, 0], [1, 0.02], [0, 1.05], [0, 1.07], [0.5, 0.5]);
  const { modes, quality, counts } = modesCovered(samples, centres, 0.02);
  expect(modes).toBe(2);
  expect(quality).toBeCloseTo(3 / 5, 10);
  expect([...counts]).toEqual([2, 0, 1, 0, 0, 0, 0, 0]);
  expect(modesCovered(samples, centres, 0.02, { least: 2 }).modes).toBe(1);
  const all = points(...centres.flatMap((centre) => Array.from({ length: 5 }, () => centre)));
  expect(modesCovered(all, centres, 0.02)).toMatchObject({ modes: 8, quality: 1 });
});

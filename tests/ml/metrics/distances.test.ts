import { describe, expect, test } from 'vitest';
import { takeArrays } from '@/ml/arrays';
import { fitGaussian, fitGaussianInParts, frechetDistance, frechetDistanceOf } from '@/ml/metrics/frechet';
import { gaussianDiscrepancy, kernelDistance, medianDistance } from '@/ml/metrics/kernel-distance';
import { slicedWasserstein } from '@/ml/metrics/sliced-wasserstein';
import { createRandom } from '@/ml/random';
import { arraysOf, gaussian, points, reference } from './helpers';

const real = arraysOf(reference.real);
const made = arraysOf(reference.made);

describe('the Fréchet distance', () => {
  test('is what scipy gives', () => {
    expect(frechetDistanceOf(real, made)).toBeCloseTo(reference.frechet, 5);
    expect(frechetDistanceOf(made, real)).toBeCloseTo(reference.frechet, 5);
  });

  test('of Gaussians whose covariances commute has a closed form', () => {
    const turn = (a: number, b: number) => [
      [0.36 * a + 0.64 * b, 0.48 * (a - b)],
      [0.48 * (a - b), 0.64 * a + 0.36 * b],
    ];
    const [one, other] = [
      { mean: [1, 2], covariance: turn(4, 9) },
      { mean: [0, 4], covariance: turn(1, 0.25) },
    ];
    // 1 + 4, and Σ (√λ₁ − √λ₂)²
    expect(frechetDistance(one, other)).toBeCloseTo(5 + 1 + 2.5 ** 2, 9);
    expect(frechetDistance(one, one)).toBeCloseTo(0, 9);
  });

  test('is there where covariances are not of full rank, and fits means and covariances of draws', () => {
    const flat = points([0, 0], [1, 1], [2, 2]);
    expect(fitGaussian(flat)).toEqual({
      mean: [1, 1],
      covariance: [
        [1, 1],
        [1, 1],
      ],
    });
    expect(frechetDistanceOf(flat, flat)).toBeCloseTo(0, 6);
    expect(frechetDistanceOf(flat, points([3, 0], [4, 1], [5, 2]))).toBeCloseTo(9, 6);
    const many = frechetDistanceOf(gaussian(1, 20_000, [0, 0], [1, 2]), gaussian(2, 20_000, [3, 0], [2, 2]));
    expect(many).toBeCloseTo(10, 0);
    expect(() => frechetDistanceOf(flat, points([1], [2]))).toThrow('2 and 1 numbers');
    expect(() => frechetDistanceOf(flat, points([1, 2]))).toThrow('At least 2 items');
  });
});

test('means and covariances are the same in parts, and breathe in between', async () => {
  const items = gaussian(4, 1_001, Array(400).fill(1), Array(400).fill(2));
  const told: number[] = [];
  const parts = await fitGaussianInParts(items, async (done) => {
    told.push(done);
  });
  expect(parts).toEqual(fitGaussian(items));
  expect(told).toEqual([628]);
});

describe('kernel distances', () => {
  test('the KID is what numpy gives', () => {
    expect(kernelDistance(real, made)).toBeCloseTo(reference.kid, 4);
  });

  test('are next to nothing between draws of one distribution, above and below, and grow as two move apart', () => {
    const [a, b] = [gaussian(1, 400, [0, 0], [1, 1]), gaussian(2, 400, [0, 0], [1, 1])];
    const [near, far] = [gaussian(3, 400, [0.5, 0], [1, 1]), gaussian(3, 400, [2, 0], [1, 1])];
    for (const distance of [kernelDistance, gaussianDiscrepancy]) {
      expect(Math.abs(distance(a, b))).toBeLessThan(distance(a, near) / 3);
      expect(distance(a, near)).toBeLessThan(distance(a, far));
    }
    const several = Array.from({ length: 8 }, (_, seed) =>
      gaussianDiscrepancy(gaussian(2 * seed + 10, 60, [0], [1]), gaussian(2 * seed + 11, 60, [0], [1]), 1),
    );
    expect(Math.min(...several)).toBeLessThan(0);
    expect(Math.max(...several)).toBeGreaterThan(0);
  });

  test('the Gaussian kernel’s has a closed form between two Gaussians', () => {
    // For N(0, 1) and N(μ, 1) at bandwidth h: 2 √(h²/(h² + 2)) (1 − exp(−μ² / 2(h² + 2)))
    const found = gaussianDiscrepancy(gaussian(1, 1500, [0], [1]), gaussian(2, 1500, [1.5], [1]), 1);
    expect(found).toBeCloseTo(2 * Math.sqrt(1 / 3) * (1 - Math.exp(-(1.5 ** 2) / 6)), 1);
    expect(medianDistance(points([0], [1]), points([10]))).toBe(9);
  });
});

describe('the sliced Wasserstein distance', () => {
  test('of a set and its copy moved by v is ‖v‖ / √width, whatever the order of the items', () => {
    const a = gaussian(1, 50, [0, 0, 0], [1, 1, 1]);
    const moved = { ...a, data: a.data.map((value, index) => value + ([1, 2, 2][index % 3] ?? 0)) };
    const shuffled = takeArrays(moved, createRandom(2).shuffle(Array.from({ length: 50 }, (_, index) => index)));
    expect(slicedWasserstein(a, shuffled, createRandom(1), { directions: 4000 })).toBeCloseTo(3 / Math.sqrt(3), 1);
    expect(slicedWasserstein(a, a, createRandom(1))).toBe(0);
  });

  test('in one dimension is that of sorted numbers, at quantiles where there are more on one side', () => {
    const options = { directions: 3, order: 1 };
    expect(slicedWasserstein(points([0], [1], [5]), points([6], [0], [2]), createRandom(1), options)).toBeCloseTo(
      2 / 3,
      6,
    );
    expect(slicedWasserstein(points([0], [1]), points([0], [0], [1], [3]), createRandom(1), options)).toBeCloseTo(
      0.5,
      6,
    );
  });
});

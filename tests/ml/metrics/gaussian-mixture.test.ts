import { expect, test } from 'vitest';
import { fitGaussian } from '@/ml/metrics/frechet';
import { fitMixture, type MixtureComponent, mixtureLogDensity, sampleMixture } from '@/ml/metrics/gaussian-mixture';
import { createRandom } from '@/ml/random';
import { expectClose } from '../helpers/tensors';
import { arraysOf, gaussian, points, reference } from './helpers';

const known: readonly MixtureComponent[] = [
  {
    weight: 0.3,
    mean: [0, 0],
    covariance: [
      [1, 0.6],
      [0.6, 0.8],
    ],
  },
  {
    weight: 0.7,
    mean: [5, -3],
    covariance: [
      [0.3, -0.2],
      [-0.2, 2],
    ],
  },
];
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('a mixture’s density is what scipy gives', () => {
  const { points: items, components, logDensity } = reference.mixture;
  expectClose(mixtureLogDensity(arraysOf(items), components), logDensity, 1e-6);
});

test('one component is the mean and covariance of the items', () => {
  const items = gaussian(1, 300, [2, -1], [1, 3]);
  const { components } = fitMixture(items, { components: 1, random: createRandom(1), floor: 0 });
  const { mean: centre, covariance } = fitGaussian(items);
  expectClose(components[0]?.mean ?? [], centre, 1e-9);
  // The likelihood's covariance divides by all items, the unbiased one by all but one.
  expectClose(
    components[0]?.covariance.flat() ?? [],
    covariance.flat().map((value) => (value * 299) / 300),
    1e-9,
  );
});

test('draws from a known mixture give it back, at no lower a likelihood than its own', () => {
  const items = sampleMixture(known, 4000, createRandom(1));
  const { components, logLikelihood } = fitMixture(items, { components: 2, random: createRandom(2) });
  expect(logLikelihood).toBeGreaterThanOrEqual(mean(mixtureLogDensity(items, known)));
  const found = [...components].sort((a, b) => a.weight - b.weight);
  found.forEach((component, index) => {
    expect(component.weight).toBeCloseTo(known[index]?.weight ?? 0, 1);
    expectClose(component.mean, known[index]?.mean ?? [], 0.1);
    expectClose(component.covariance.flat(), known[index]?.covariance.flat() ?? [], 0.15);
  });
});

test('no iteration lowers the likelihood, and equal seeds give equal fits', () => {
  const items = sampleMixture(known, 500, createRandom(3));
  const after = (iterations: number) =>
    fitMixture(items, { components: 4, random: createRandom(5), iterations, tolerance: -1 }).logLikelihood;
  const likelihoods = [1, 2, 3, 5, 8, 13, 21].map(after);
  likelihoods.slice(1).forEach((value, index) => {
    expect(value).toBeGreaterThanOrEqual((likelihoods[index] ?? 0) - 1e-9);
  });
  expect(after(8)).toBe(likelihoods[4]);
});

test('items that lie on each other do not break it, and too few are refused', () => {
  const items = points([0, 0], [0, 0], [0, 0], [5, 5], [5, 5]);
  expect(fitMixture(items, { components: 2, random: createRandom(1) }).logLikelihood).toBeGreaterThan(5);
  expect(() => fitMixture(items, { components: 6, random: createRandom(1) })).toThrow('5 items make no 6 components');
});

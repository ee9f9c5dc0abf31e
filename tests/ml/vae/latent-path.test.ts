import { expect, test } from 'vitest';
import { pathBetween, slerp, traversal } from '@/ml/generators/latent-path';

const length = (vector: Float32Array) => Math.hypot(...vector);

test('a spherical path keeps its distance from the middle, turns evenly, and ends where it should', () => {
  const [from, to] = [Float32Array.of(2, 0, 0), Float32Array.of(0, 2, 0)];
  const path = pathBetween(from, to, 4, 'spherical');
  for (let step = 0; step < 4; step++) {
    const angle = (step / 3) * (Math.PI / 2);
    const place = path.subarray(3 * step, 3 * step + 3);
    expect(length(place)).toBeCloseTo(2, 5);
    expect(place[0]).toBeCloseTo(2 * Math.cos(angle), 5);
    expect(place[1]).toBeCloseTo(2 * Math.sin(angle), 5);
  }
  // The straight one leads nearer to the middle.
  expect(length(pathBetween(from, to, 3, 'straight').subarray(3, 6))).toBeCloseTo(Math.SQRT2, 5);
});

test('where there is no great circle it is straight', () => {
  expect([...slerp([1, 1], [3, 3], 0.5)]).toEqual([2, 2]);
  expect([...slerp([1, 0], [-1, 0], 0.5)]).toEqual([0, 0]);
  expect([...slerp([0, 0], [0, 4], 0.25)]).toEqual([0, 1]);
});

test('a traversal changes one number alone', () => {
  expect([...traversal([7, 8, 9], 1, 3, 2)]).toEqual([7, -2, 9, 7, 0, 9, 7, 2, 9]);
});

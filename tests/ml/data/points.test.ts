import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import { DataError } from '@/ml/data/error';
import {
  applyScaling,
  checkerboard,
  gridOfGaussians,
  pinwheel,
  pointsFromDrawing,
  pointsFromTable,
  ringOfGaussians,
  rings,
  spiral,
  standardise,
  swissRoll,
  twoMoons,
  undoScaling,
} from '@/ml/data/points';
import { inferTable } from '@/ml/data/table';
import { modesCovered } from '@/ml/metrics/modes';

type Make = (options: { count: number; seed: number }) => Arrays;
const ALL: Record<string, Make> = {
  'eight Gaussians': (options) => ringOfGaussians(options).points,
  '25 Gaussians': (options) => gridOfGaussians(options).points,
  'two moons': twoMoons,
  'swiss roll': swissRoll,
  checkerboard,
  pinwheel,
  rings,
  spiral,
};

const xy = ({ data, count }: Arrays) =>
  Array.from({ length: count }, (_, index) => [data[2 * index] ?? 0, data[2 * index + 1] ?? 0] as const);

describe.each(Object.entries(ALL))('%s', (_, make) => {
  test('are the same from the same seed and others from another', () => {
    expect(make({ count: 500, seed: 1 })).toEqual(make({ count: 500, seed: 1 }));
    expect(make({ count: 500, seed: 2 }).data).not.toEqual(make({ count: 500, seed: 1 }).data);
  });

  test('fit into a square that a plot shows, and each class has as many points', () => {
    const points = make({ count: 1_003, seed: 3 });
    expect(points.shape).toEqual([2]);
    expect(points.data).toHaveLength(2_006);
    for (const value of points.data) expect(Math.abs(value)).toBeLessThan(6);
    if (!points.labels) return;
    const counts = (points.classes ?? []).map(
      (__, label) => points.labels?.filter((each) => each === label).length ?? 0,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  test('none are made for a count that is none', () => {
    expect(() => make({ count: -1, seed: 1 })).toThrow(DataError);
    expect(() => make({ count: 1e9, seed: 1 })).toThrow('points cannot be made');
    expect(make({ count: 0, seed: 1 }).count).toBe(0);
  });
});

describe('mixtures', () => {
  test('the ring has its modes where it says, with the deviation it says', () => {
    const { points, modes } = ringOfGaussians({ count: 16_000, seed: 4 });
    expect(modes.sigma).toBe(0.1);
    expect(modes.centres).toHaveLength(8);
    for (const [x, y] of modes.centres) expect(Math.hypot(x, y)).toBeCloseTo(2, 12);
    for (const [mode, [centreX, centreY]] of modes.centres.entries()) {
      const own = xy(points).filter((_, index) => points.labels?.[index] === mode);
      const mean = own.reduce((sum, [x]) => sum + x, 0) / own.length;
      const variance = own.reduce((sum, [x, y]) => sum + (x - centreX) ** 2 + (y - centreY) ** 2, 0) / (2 * own.length);
      expect(mean).toBeCloseTo(centreX, 1);
      expect(Math.sqrt(variance)).toBeCloseTo(0.1, 2);
    }
  });

  test('of true samples 98.9 % lie within three deviations, as a Rayleigh distribution has it, and no mode is missed', () => {
    const { points, modes } = gridOfGaussians({ count: 25_000, seed: 5 });
    const { quality: share, counts } = modesCovered(points, modes.centres, modes.sigma);
    expect(Math.abs(share - (1 - Math.exp(-4.5)))).toBeLessThan(0.003);
    expect(counts).toHaveLength(25);
    expect(Math.min(...counts)).toBeGreaterThan(950);
  });

  test('a collapsed model is seen: one mode only, or none', () => {
    const { modes } = ringOfGaussians({ count: 0, seed: 1 });
    const stuck = { shape: [2], count: 3, data: Float32Array.of(2, 0, 2.05, 0.05, 0, 0) };
    const { quality: share, counts } = modesCovered(stuck, modes.centres, modes.sigma);
    expect(share).toBeCloseTo(2 / 3, 12);
    expect([...counts]).toEqual([2, 0, 0, 0, 0, 0, 0, 0]);
    const lost = { ...stuck, count: 1, data: Float32Array.of(NaN, NaN) };
    expect(modesCovered(lost, modes.centres, modes.sigma).quality).toBe(0);
  });
});

test('no point of a checkerboard lies on a light square, and the dark ones have as many', () => {
  const counts = new Map<string, number>();
  for (const [x, y] of xy(checkerboard({ count: 8_000, seed: 6 }))) {
    const [column, row] = [Math.floor(x + 2), Math.floor(y + 2)];
    expect((column + row) % 2).toBe(0);
    counts.set(`${column},${row}`, (counts.get(`${column},${row}`) ?? 0) + 1);
  }
  expect(counts.size).toBe(8);
  expect(Math.min(...counts.values())).toBeGreaterThan(850);
});

test('without noise the moons are half circles of radius 1 and the rings are circles', () => {
  const moons = twoMoons({ count: 200, seed: 7, noise: 0 });
  for (const [index, [x, y]] of xy(moons).entries()) {
    const upper = moons.labels?.[index] === 0;
    expect(Math.hypot(x - (upper ? -0.5 : 0.5), y - (upper ? -0.25 : 0.25))).toBeCloseTo(1, 5);
  }
  const circles = rings({ count: 200, seed: 7, noise: 0 });
  for (const [index, [x, y]] of xy(circles).entries())
    expect(Math.hypot(x, y)).toBeCloseTo((2 * ((circles.labels?.[index] ?? 0) + 1)) / 3, 5);
});

describe('points from a drawing', () => {
  const strokes = [
    [
      [0, 0],
      [3, 0],
    ],
    [
      [0, 1],
      [1, 1],
    ],
  ] as const;

  test('lie along its strokes, longer ones with more of them', () => {
    const points = pointsFromDrawing(strokes, { count: 4_000, seed: 8, jitter: 0 });
    for (const [index, [x, y]] of xy(points).entries()) {
      const stroke = points.labels?.[index] ?? 0;
      expect(y).toBe(stroke);
      expect(x).toBeLessThanOrEqual(stroke === 0 ? 3 : 1);
    }
    expect((points.labels ?? []).filter((label) => label === 0).length / 4_000).toBeCloseTo(0.75, 1);
    expect(points.classes).toEqual(['stroke 1', 'stroke 2']);
  });

  test('of a single dot lie about it', () => {
    const points = pointsFromDrawing([[[2, 3]]], { count: 100, seed: 9, jitter: 0.1 });
    expect(points.labels).toBeUndefined();
    for (const [x, y] of xy(points)) expect(Math.hypot(x - 2, y - 3)).toBeLessThan(0.6);
  });

  test('need a drawing', () => {
    expect(() => pointsFromDrawing([], { count: 10, seed: 1 })).toThrow('Nothing has been drawn yet.');
    expect(() => pointsFromDrawing([[]], { count: 10, seed: 1 })).toThrow('Nothing has been drawn yet.');
    expect(() => pointsFromDrawing([[[0, NaN]]], { count: 10, seed: 1 })).toThrow('Stroke 1');
    expect(() => pointsFromDrawing([[[0, 0]]], { count: -1, seed: 1 })).toThrow(DataError);
  });
});

describe('points from a table', () => {
  const { table } = inferTable([
    ['x', 'y', 'kind'],
    ['1', '2', 'b'],
    ['NA', '3', 'a'],
    ['3', '4.5', 'a'],
  ]);

  test('take two columns and leave out rows that miss one', () => {
    const { points, leftOut } = pointsFromTable(table, 'x', 'y', 'kind');
    expect([...points.data]).toEqual([1, 2, 3, 4.5]);
    expect([...(points.labels ?? [])].map((label) => points.classes?.[label])).toEqual(['b', 'a']);
    expect(leftOut).toBe(1);
  });

  test('name what is wrong with a column', () => {
    expect(() => pointsFromTable(table, 'x', 'z')).toThrow('no column “z”. Its columns are: “x”, “y”, “kind”.');
    expect(() => pointsFromTable(table, 'kind', 'y')).toThrow('Columns of numbers are: “x”, “y”.');
  });
});

test('standardised points have mean 0 and deviation 1, and come back', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.float({ min: -1_000, max: 1_000, noNaN: true }), fc.float({ min: 5_000, max: 5_001, noNaN: true })),
        {
          minLength: 2,
          maxLength: 50,
        },
      ),
      (pairs) => {
        const before = { shape: [2], count: pairs.length, data: Float32Array.from(pairs.flat()) };
        const { points, scaling } = standardise(before);
        for (const column of [0, 1]) {
          const values = xy(points).map((point) => point[column] ?? 0);
          const mean = values.reduce((sum, value) => sum + value / values.length, 0);
          const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
          expect(mean).toBeCloseTo(0, 3);
          // A coordinate that never changes is only moved.
          expect(variance < 1e-6 || Math.abs(variance - 1) < 1e-3).toBe(true);
        }
        const after = undoScaling(points, scaling);
        for (const [index, value] of before.data.entries())
          expect(Math.abs((after.data[index] ?? 0) - value)).toBeLessThan(1e-3);
        expect(applyScaling(before, scaling)).toEqual(points);
      },
    ),
  );
});

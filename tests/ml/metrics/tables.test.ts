import { describe, expect, test } from 'vitest';
import type { Table } from '@/ml/data/table';
import { associationDifferences, correlationRatio, cramersV, pearson } from '@/ml/metrics/tables/association';
import { closestRecords, comparableEncoding, copiedShare, medianOf } from '@/ml/metrics/tables/distances';
import { kolmogorovSmirnov, marginalDistance, totalVariation } from '@/ml/metrics/tables/marginals';
import { accuracy, nearestAnswers, rSquared, voted } from '@/ml/metrics/tables/prediction';
import reference from '../../fixtures/ml/tables.json';

const column = (name: string, cells: readonly (number | null)[]): Table => ({
  columns: [{ name, kind: 'number' }],
  rows: cells.map((cell) => [cell]),
});

describe('columns apart', () => {
  test('are as scipy has them, ties and all', () => {
    expect(kolmogorovSmirnov(reference.left, reference.right)).toBeCloseTo(reference.kolmogorovSmirnov, 12);
    expect(kolmogorovSmirnov(reference.right, reference.left)).toBeCloseTo(reference.kolmogorovSmirnov, 12);
  });

  test('go from 0, alike, to 1, nothing in common', () => {
    expect(kolmogorovSmirnov([1, 2, 3], [3, 2, 1, 1, 2, 3])).toBe(0);
    expect(kolmogorovSmirnov([1, 2], [3, 4, 5])).toBe(1);
    expect(totalVariation(['a', 'b'], ['b', 'a', 'a', 'b'])).toBe(0);
    expect(totalVariation(['a'], ['b', 'c'])).toBe(1);
    // ½ (|¾ − ½| + |¼ − ¼| + |0 − ¼|)
    expect(totalVariation(['a', 'a', 'a', null], ['a', 'a', null, 'b'])).toBeCloseTo(0.25, 12);
    expect(() => kolmogorovSmirnov([], [1])).toThrow(RangeError);
  });

  test('count what is missing', () => {
    const [whole, half] = [column('x', [1, 2, 3, 4]), column('x', [null, null, 3, 4])];
    expect(marginalDistance(whole, whole, 'x')).toBe(0);
    expect(marginalDistance(whole, half, 'x')).toBe(0.5);
  });
});

describe('what goes together', () => {
  test('is as scipy and numpy have it', () => {
    expect(pearson(reference.x, reference.y)).toBeCloseTo(reference.pearson, 12);
    expect(cramersV(reference.a, reference.b)).toBeCloseTo(reference.cramersV, 12);
    expect(correlationRatio(reference.a, reference.x)).toBeCloseTo(reference.correlationRatio, 12);
  });

  test('is 1 where one tells the other, and 0 where nothing varies', () => {
    expect(pearson([1, 2, 3], [-2, -4, -6])).toBeCloseTo(-1, 12);
    expect(cramersV(['a', 'b', 'a'], ['x', 'y', 'x'])).toBeCloseTo(1, 12);
    expect(correlationRatio(['a', 'b', 'a'], [1, 5, 1])).toBeCloseTo(1, 12);
    expect(pearson([1, 1], [1, 2])).toBe(0);
    expect(cramersV(['a', 'a'], ['x', 'y'])).toBe(0);
    expect(correlationRatio(['a', 'b'], [2, 2])).toBe(0);
  });

  test('is compared pair by pair, over the rows that have both', () => {
    const rows = reference.x.map((value, index) => [reference.a[index] ?? null, value, reference.y[index] ?? null]);
    const table: Table = {
      columns: [
        { name: 'a', kind: 'category', categories: ['a', 'b', 'c'] },
        { name: 'x', kind: 'number' },
        { name: 'y', kind: 'number' },
      ],
      rows: [...rows, ['a', null, 7]],
    };
    const turned: Table = { ...table, rows: rows.map(([a = null, x, y]) => [a, Number(x), -Number(y)]) };
    const apart = associationDifferences(table, turned, ['a', 'x', 'y']);
    expect(apart.map(({ left, right }) => left + right)).toEqual(['ax', 'ay', 'xy']);
    expect(apart[0]?.difference).toBeCloseTo(0, 12);
    expect(apart[2]?.difference).toBeCloseTo(2 * reference.pearson, 12);
  });
});

describe('neighbours', () => {
  const { neighbours } = reference;
  const rows = (data: readonly number[]) => ({ shape: [3], count: data.length / 3, data: Float32Array.from(data) });
  const [known, asked] = [rows(neighbours.known), rows(neighbours.asked)];
  const answersOf = <Target extends string | number>(targets: readonly Target[]) =>
    Array.from({ length: asked.count }, (_, query) => nearestAnswers({ rows: known, targets }, asked, query, 5));

  test('predict as scikit-learn’s do, words and numbers', () => {
    const labels = answersOf(neighbours.knownLabels).map(voted);
    expect(labels).toEqual(neighbours.predictedLabels);
    expect(accuracy(labels, neighbours.askedLabels)).toBeCloseTo(neighbours.accuracy, 12);
    const values = answersOf(neighbours.knownValues).map((some) => some.reduce((sum, value) => sum + value / 5, 0));
    for (const [index, value] of values.entries()) expect(value).toBeCloseTo(neighbours.predictedValues[index] ?? 0, 4);
    expect(rSquared(values, neighbours.askedValues)).toBeCloseTo(neighbours.rSquared, 4);
  });

  test('are as far as scikit-learn has them', () => {
    const distances = closestRecords(asked, known);
    for (const [index, distance] of distances.entries())
      expect(distance).toBeCloseTo(neighbours.closest[index] ?? 0, 4);
    expect(medianOf(distances)).toBeCloseTo(neighbours.medianClosest, 5);
    expect(copiedShare(distances)).toBe(0);
    expect(copiedShare(closestRecords(known, known))).toBe(1);
  });

  test('of mixed rows have places for the words of every table, and marks for what is missing', () => {
    const table = (word: string, x: number | null): Table => ({
      columns: [
        { name: 'w', kind: 'category', categories: [word] },
        { name: 'x', kind: 'number' },
      ],
      rows: [[word, x]],
    });
    const encoding = comparableEncoding([table('a', 1), table('b', null)]);
    expect(encoding.width).toBe(5);
  });
});

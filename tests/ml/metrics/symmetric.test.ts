import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { pivotedCholesky, symmetricEigenvalues } from '@/ml/metrics/symmetric';
import { createRandom } from '@/ml/random';

const random = createRandom(3);
const rowsOf = (matrix: Matrix) => matrix.to2DArray().map((row) => Float64Array.from(row));
const drawn = (rows: number, columns: number) =>
  new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.normal())));
const sorted = (values: Iterable<number>) => [...values].sort((a, b) => a - b);

describe('symmetric matrices', () => {
  test.each([1, 2, 3, 7, 40])('of %i rows have the eigenvalues that ml-matrix finds', (size) => {
    const matrix = drawn(size, size);
    const even = Matrix.add(matrix, matrix.transpose());
    const expected = sorted(new EigenvalueDecomposition(even, { assumeSymmetric: true }).realEigenvalues);
    for (const [place, one] of sorted(symmetricEigenvalues(rowsOf(even))).entries())
      expect(one).toBeCloseTo(expected[place] ?? Number.NaN, 9);
  });

  test('have those of closed forms: second differences, the identity, nothing, and all ones', () => {
    const rows = (of: (i: number, j: number) => number, n = 12) =>
      Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => of(i, j)));
    const second = symmetricEigenvalues(rows((i, j) => [2, -1][Math.abs(i - j)] ?? 0));
    for (const [k, one] of sorted(second).entries())
      expect(one).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (k + 1)) / 13), 12);
    expect([...symmetricEigenvalues(rows((i, j) => Number(i === j)))]).toEqual(Array(12).fill(1));
    expect([...symmetricEigenvalues(rows(() => 0))]).toEqual(Array(12).fill(0));
    const ones = sorted(symmetricEigenvalues(rows(() => 1)));
    expect(ones.at(-1)).toBeCloseTo(12, 12);
    expect(Math.abs(ones.at(-2) ?? 1)).toBeLessThan(1e-12);
    expect(() => symmetricEigenvalues(rows(() => Number.NaN))).toThrow(RangeError);
  });

  test.each([20, 6])('are the products of their factors, also of a rank of %i', (rank) => {
    const wide = drawn(20, rank);
    const matrix = wide.mmul(wide.transpose());
    const { factor, lengths, rank: found } = pivotedCholesky(rowsOf(matrix));
    expect(found).toBe(rank);
    for (const [i, row] of factor.entries()) expect(row.slice(lengths[i]).every((one) => one === 0)).toBe(true);
    const made = new Matrix(factor.map((row) => [...row]));
    expect(Matrix.sub(made.mmul(made.transpose()), matrix).norm()).toBeLessThan(1e-12 * matrix.norm());
  });
});

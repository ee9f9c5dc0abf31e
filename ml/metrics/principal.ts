import { EigenvalueDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import type { Arrays } from '../arrays';
import type { Random } from '../random';
import { widthOf } from './rows';

/** The directions along which items differ most. */
export interface PrincipalAxes {
  readonly mean: Float64Array;
  /** Of length 1 and at right angles, the one along which they differ most first. */
  readonly axes: readonly Float64Array[];
  /** Of each axis, its share of the whole variance, 0 … 1. */
  readonly shares: readonly number[];
}

/** More directions than are wanted make the wanted ones exact sooner. */
const SPARE = 8;
const ROUNDS = 20;

/**
 * Principal components by subspace iteration from a random beginning (Halko et al. 2011, algorithm 4.4): exact where items have few numbers, and never a
 * matrix of width × width. An axis points to where its largest number is above 0.
 * @throws RangeError for fewer than two items
 */
export function principalAxes(items: Arrays, wanted: number, random: Random): PrincipalAxes {
  if (items.count < 2) throw new RangeError('Two items at least differ.');
  const width = widthOf(items);
  const count = Math.min(wanted, width);
  const rows = new Matrix(items.count, width);
  for (let row = 0; row < items.count; row++)
    for (let at = 0; at < width; at++) rows.set(row, at, items.data[row * width + at] ?? 0);
  const mean = Float64Array.from(rows.mean('column'));
  rows.subRowVector([...mean]);
  const across = rows.transpose();

  const directions = Math.min(width, items.count, count + SPARE);
  let found = new Matrix(width, directions);
  for (let at = 0; at < width; at++)
    for (let direction = 0; direction < directions; direction++) found.set(at, direction, random.normal());
  for (let round = 0; round < ROUNDS; round++)
    found = new QrDecomposition(across.mmul(rows.mmul(found))).orthogonalMatrix;
  const projected = rows.mmul(found);
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(projected.transpose().mmul(projected), {
    assumeSymmetric: true,
  });
  const turned = found.mmul(eigenvectorMatrix);
  const whole = rows.dot(rows);
  const order = realEigenvalues
    .map((_, at) => at)
    .sort((a, b) => (realEigenvalues[b] ?? 0) - (realEigenvalues[a] ?? 0));
  const kept = order.slice(0, count);
  return {
    mean,
    axes: kept.map((at) => upright(Float64Array.from(turned.getColumn(at)))),
    shares: kept.map((at) => (whole > 0 ? Math.max(0, realEigenvalues[at] ?? 0) / whole : 0)),
  };
}

function upright(axis: Float64Array): Float64Array {
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return largest < 0 ? axis.map((value) => -value) : axis;
}

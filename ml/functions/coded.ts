import type { Tensor } from '../tf';
import type { Int8Matrix } from './linear-int8';

const matrices = new WeakMap<Tensor, Int8Matrix>();

/** A weight that functions multiply by as codes: its tensor is that of the codes, and its scales go with it. */
export function asCoded(matrix: Int8Matrix): Tensor {
  matrices.set(matrix.codes, matrix);
  return matrix.codes;
}

/** The codes of a weight that was given as such. */
export const codedOf = (weight: Tensor): Int8Matrix | undefined => matrices.get(weight);

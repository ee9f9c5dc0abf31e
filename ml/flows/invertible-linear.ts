import { LuDecomposition, Matrix, QrDecomposition } from 'ml-matrix';
import type { Random } from '../random';
import {
  add,
  concat,
  diag,
  div,
  exp,
  gather,
  matMul,
  mul,
  ones,
  reshape,
  slice,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  transpose,
} from '../tf';
import { placesOf } from './act-norm';
import type { FlowStep } from './flow';

/**
 * A matrix over channels in the parts that its LU decomposition has: `W = L (U + diag(s))` with its rows permuted (Kingma & Dhariwal 2018, eq. 10 – 11).
 * Only what lies strictly below (above) the diagonal of `lower` (`upper`) is read.
 */
export interface InvertibleLinearParams {
  readonly lower: Tensor; // [C, C]
  readonly upper: Tensor; // [C, C]
  /** `log |s|`, `[C]`. */
  readonly logDiagonal: Tensor;
  /** Fixed: the signs of `s`, and the row of `L (U + diag(s))` that is each row of `W`. */
  readonly signs: readonly number[];
  readonly rows: readonly number[];
}

/** Glow's invertible 1×1 convolution: each place's channels, as a row, times `W`. `x [B, ..., C]`; the same for points, which have one place. */
export const invertibleLinear: FlowStep<InvertibleLinearParams> = {
  forward(x, params) {
    const { lower, upper } = factorsOf(params);
    const weight = gather(matMul(lower, upper), tensor1d([...params.rows], 'int32'));
    const logDeterminant = mul(ones([x.shape[0] ?? 1]), mul(sum(params.logDiagonal), placesOf(x)));
    return { y: overChannels(x, weight), logDeterminant };
  },
  inverse(y, params) {
    const { lower, upper } = factorsOf(params);
    // x P L U = y: the inverses of both triangles, and the permutation undone
    const inverse = matMul(inverseOfUpper(upper), inverseOfLower(lower));
    return gather(overChannels(y, inverse), tensor1d([...params.rows], 'int32'), y.rank - 1);
  },
};

/** A random rotation in its parts, for the first values of the parameters: its log-determinant is 0. */
export function initialInvertibleLinear(random: Random, channels: number) {
  const normal = Array.from({ length: channels }, () => Array.from({ length: channels }, () => random.normal()));
  const rotation = new QrDecomposition(new Matrix(normal)).orthogonalMatrix;
  const decomposition = new LuDecomposition(rotation);
  const order = decomposition.pivotPermutationVector; // row i of L U is row order[i] of the rotation
  const upper = decomposition.upperTriangularMatrix;
  const diagonal = upper.diagonal();
  return {
    lower: Float32Array.from(decomposition.lowerTriangularMatrix.to1DArray()),
    upper: Float32Array.from(upper.to1DArray()),
    logDiagonal: Float32Array.from(diagonal, (value) => Math.log(Math.abs(value))),
    signs: diagonal.map((value) => (value < 0 ? -1 : 1)),
    rows: order.map((_, row) => order.indexOf(row)),
  };
}

function factorsOf({ lower, upper, logDiagonal, signs }: InvertibleLinearParams): { lower: Tensor; upper: Tensor } {
  const channels = signs.length;
  const below = triangle(channels);
  return {
    lower: add(mul(lower, below), diag(ones([channels]))),
    upper: add(mul(upper, triangle(channels, true)), diagonal(mul(exp(logDiagonal), tensor1d([...signs])))),
  };
}

/** A matrix with these numbers on its diagonal. TF.js's own has no gradient. */
const diagonal = (values: Tensor): Tensor => mul(diag(ones([values.size])), reshape(values, [1, values.size]));

/** 1 strictly below the diagonal, or strictly above it. */
function triangle(channels: number, above = false): Tensor {
  const values = Float32Array.from({ length: channels * channels }, (_, index) => {
    const [row, column] = [Math.floor(index / channels), index % channels];
    return (above ? column > row : column < row) ? 1 : 0;
  });
  return tensor2d(values, [channels, channels]);
}

const overChannels = (x: Tensor, weight: Tensor): Tensor =>
  reshape(matMul(reshape(x, [-1, weight.shape[0] ?? 1]), weight), x.shape);

/**
 * The inverse of a lower triangle with ones on its diagonal, row by row from the top: `rowᵢ = eᵢ − Σ lowerᵢⱼ rowⱼ` over the rows before. TF.js solves no
 * triangular system; this one makes no number larger than it must.
 */
function inverseOfLower(lower: Tensor): Tensor {
  const channels = lower.shape[0] ?? 0;
  const unit = diag(ones([channels]));
  const rowOf = (x: Tensor, row: number) => slice(x, [row, 0], [1, channels]);
  let known = rowOf(unit, 0);
  for (let row = 1; row < channels; row++) {
    const before = slice(lower, [row, 0], [1, row]);
    known = concat([known, sub(rowOf(unit, row), matMul(before, known))], 0);
  }
  return known;
}

/** The inverse of an upper triangle: `U = D (1 + D⁻¹ N)`, whose second factor's transpose is a lower triangle with ones. */
function inverseOfUpper(upper: Tensor): Tensor {
  const channels = upper.shape[0] ?? 0;
  const unit = diag(ones([channels]));
  const diagonal = reshape(sum(mul(upper, unit), 1), [channels, 1]);
  const withOnes = div(upper, diagonal);
  const inverse = transpose(inverseOfLower(transpose(withOnes)));
  return mul(inverse, reshape(div(1, diagonal), [1, channels]));
}

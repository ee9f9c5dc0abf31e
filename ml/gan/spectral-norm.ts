import { gaussianNoise } from '../functions/noise';
import { stopGradient } from '../functions/stop-gradient';
import type { Random } from '../random';
import { add, div, matMul, mul, norm, reshape, type Scalar, sum, type Tensor, tidy } from '../tf';

export interface SpectrallyNormed {
  /** The weight over its largest singular value. */
  readonly weight: Tensor;
  /** What to begin the next step's iteration with: `[out, 1]`, a constant. */
  readonly direction: Tensor;
}

/**
 * A weight divided by an estimate of its largest singular value, so that its layer makes no two inputs grow further apart (Miyato et al. 2018, algorithm 1).
 * The weight's last axis is its outputs, `[..., out]`: a linear layer's or a convolution's. One iteration a step is enough while training, as weights move
 * little. Gradients pass through the estimate, not through the directions that it was made with.
 */
export function spectralNormalise(weight: Tensor, direction: Tensor, iterations = 1): SpectrallyNormed {
  const rows = asRows(weight);
  const { left, right } = iterate(rows, direction, iterations);
  const value: Scalar = sum(mul(left, matMul(rows, right)));
  return { weight: div(weight, value), direction: right };
}

/** The estimate itself. */
export function spectralNorm(weight: Tensor, direction: Tensor, iterations: number): Scalar {
  return tidy(() => {
    const rows = asRows(weight);
    const { left, right } = iterate(rows, direction, iterations);
    return sum(mul(left, matMul(rows, right)));
  });
}

/** Where the iteration begins: a random direction, `[out, 1]`. */
export const initialDirection = (random: Random, outputs: number): Tensor =>
  tidy(() => unit(gaussianNoise([outputs, 1], random)));

function iterate(rows: Tensor, direction: Tensor, iterations: number): { left: Tensor; right: Tensor } {
  const fixed = stopGradient(() => rows);
  let right = stopGradient(() => direction);
  let left = unit(matMul(fixed, right));
  for (let iteration = 0; iteration < iterations; iteration++) {
    right = unit(matMul(fixed, left, true, false));
    left = unit(matMul(fixed, right));
  }
  return { left: stopGradient(() => left), right: stopGradient(() => right) };
}

const asRows = (weight: Tensor): Tensor => reshape(weight, [-1, weight.shape.at(-1) ?? 1]);
const unit = (x: Tensor): Tensor => div(x, add(norm(x), 1e-12));

import { concat, cos, exp, expandDims, mul, range, sin, type Tensor } from '../tf';

/** The fastest and the slowest wave: a time in 0 … 1 counts as 0 … 1,000 steps, as denoisers were first told. */
const [STEPS, SLOWEST] = [1_000, 10_000];

/**
 * Sinusoidal features of times in 0 … 1: `[B] → [B, width]`, sines and then cosines of `width / 2` waves, from once a step to once in 10,000 (Vaswani et al.
 * 2017, section 3.5; Ho et al. 2020, appendix B). `width` is even.
 */
export function timeFeatures(time: Tensor, width: number): Tensor {
  const half = width / 2;
  const frequencies = exp(mul(range(0, half), -Math.log(SLOWEST) / Math.max(1, half - 1)));
  const angles = mul(expandDims(mul(time, STEPS), 1), expandDims(frequencies, 0));
  return concat([sin(angles), cos(angles)], 1);
}

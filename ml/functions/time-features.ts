import { concat, cos, exp, expandDims, mul, range, sin, type Tensor } from '../tf';

/**
 * How far the fastest and the slowest wave turn while the time goes from 0 to 1, in radians. The first denoisers were told of steps, each a radian of the
 * fastest wave; over 1,000 of them most waves turn so often that neighbouring times have nothing in common, and a short training takes them for noise.
 */
const [FASTEST, SLOWEST] = [30, 1];

/**
 * Sinusoidal features of times in 0 … 1: `[B] → [B, width]`, sines and then cosines of `width / 2` waves, from five turns to less than a sixth of one
 * (Vaswani et al. 2017, section 3.5; Ho et al. 2020, appendix B, with slower waves). `width` is even.
 */
export function timeFeatures(time: Tensor, width: number): Tensor {
  const half = width / 2;
  const frequencies = mul(exp(mul(range(0, half), -Math.log(FASTEST / SLOWEST) / Math.max(1, half - 1))), FASTEST);
  const angles = mul(expandDims(time, 1), expandDims(frequencies, 0));
  return concat([sin(angles), cos(angles)], 1);
}

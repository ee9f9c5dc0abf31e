import type { Random } from '../random';
import { mul, type Tensor, tensor } from '../tf';

/**
 * Sets each number to zero with probability `rate` and scales the others by `1 / (1 − rate)` (Srivastava et al. 2014).
 * The mask is a function of one draw from `random`, so the same seed drops the same numbers on every backend.
 */
export function dropout(x: Tensor, rate: number, random: Random): Tensor {
  if (rate <= 0) return x;
  return mul(x, tensor(dropoutMask(x.size, rate, random.int(0x7fffffff)), x.shape));
}

/** `size` numbers, each 0 or `1 / (1 − rate)`, from a 32-bit seed: a counter through murmur3's finaliser. */
export function dropoutMask(size: number, rate: number, seed: number): Float32Array {
  const mask = new Float32Array(size);
  const kept = 1 / (1 - rate);
  const limit = rate * 4294967296;
  const start = mix(seed);
  for (let index = 0; index < size; index++) mask[index] = mix(start + Math.imul(index, 0x9e3779b9)) < limit ? 0 : kept;
  return mask;
}

const mix = (value: number): number => {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
};

import { type Tensor, tensor } from '../tf';

/** Stands for −∞ in a score: far below any real one, and still a number on 16-bit backends after softmax takes the maximum off. */
const NEVER = -1e9;

/**
 * Slopes of ALiBi, one a head (Press et al. 2022): for `n` heads, a power of two, `2^(−8/n), 2^(−16/n), …`; otherwise
 * those of the next smaller power of two, followed by every other slope of the next larger one, as in the authors' code.
 */
export function alibiSlopes(heads: number): number[] {
  const smaller = 2 ** Math.floor(Math.log2(heads));
  const geometric = (count: number) => Array.from({ length: count }, (_, head) => 2 ** ((-8 * (head + 1)) / count));
  if (smaller === heads) return geometric(heads);
  const between = geometric(2 * smaller).filter((_, head) => head % 2 === 0);
  return [...geometric(smaller), ...between.slice(0, heads - smaller)];
}

/**
 * What is added to attention scores `[B, heads, queries, keys]`: nothing or, for ALiBi, `−slope · distance`; and where
 * a query may not see later keys, a number so low that its probability is 0. Query `i` stands at `keys − queries + i`.
 * Shape `[1 or heads, queries, keys]`; undefined where there is nothing to add.
 */
export function attentionBias(
  queries: number,
  keys: number,
  causal: boolean,
  slopes: readonly number[],
): (() => Tensor) | undefined {
  const hides = causal && queries > 1;
  if (!hides && slopes.length === 0) return undefined;
  return () => {
    const heads = slopes.length > 0 ? slopes : [0];
    const bias = new Float32Array(heads.length * queries * keys);
    heads.forEach((slope, head) => {
      for (let query = 0; query < queries; query++) {
        const position = keys - queries + query;
        for (let key = 0; key < keys; key++) {
          const index = (head * queries + query) * keys + key;
          bias[index] = causal && key > position ? NEVER : -slope * Math.abs(position - key);
        }
      }
    });
    return tensor(bias, [heads.length, queries, keys]);
  };
}

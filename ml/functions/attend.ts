import { add, matMul, mul, reshape, softmax, type Tensor, transpose } from '../tf';
import { forwardFused, gradientFused, hasFused } from './fused';
import { type Save, savedAt, type ValueWithGradient, withGradient } from './with-gradient';

export interface AttendOptions {
  /** How many of the keys' tokens are there; all, when not given. */
  readonly seen?: number;
  /** A query sees keys up to its own place, which is `seen − queries + i` for query `i`. */
  readonly causal: boolean;
  /** ALiBi slopes `[heads]`; none when not given. */
  readonly slopes?: Tensor | undefined;
}

/** Whether the current backend does attention in one kernel, without a matrix of scores for all queries and keys. */
export const attendsAtOnce = (): boolean => hasFused('FusedAttention') && hasFused('FusedAttentionGrad');

/**
 * Scaled dot-product attention in one kernel: `queries [B, T, heads, D]`, `keys` and `values [B, S, groups, D]`, to `[B, T, heads, D]`; query head `h`
 * meets key/value head `h / (heads / groups)`. Only where `attendsAtOnce`. `composed` gives the same of ops, where a gradient of a gradient is wanted.
 */
export function attendAtOnce(
  queries: Tensor,
  keys: Tensor,
  values: Tensor,
  options: AttendOptions,
  composed?: () => Tensor,
): Tensor {
  const { seen = keys.shape[1] ?? 0, causal, slopes } = options;
  const attrs = { seen, causal, scale: 1 / Math.sqrt(queries.shape[3] ?? 1) };
  const atOnce = (save: Save): ValueWithGradient<Tensor> => {
    const given = { query: queries, key: keys, value: values, slopes };
    const [value, rows] = forwardFused('FusedAttention', given, attrs);
    if (!value || !rows) throw new TypeError('This backend has no kernel for attention.');
    save([queries, keys, values, rows, ...(slopes ? [slopes] : [])]);
    return {
      value,
      gradient: (dy, saved) => {
        const [query, key, value, rows] = [0, 1, 2, 3].map((index) => savedAt(saved, index));
        const inputs = { query, key, value, rows, dy, slopes: saved[4] };
        return gradientFused('FusedAttentionGrad', inputs, attrs);
      },
    };
  };
  return withGradient([queries, keys, values], atOnce, composed);
}

/** Attention's probabilities `[B, heads, T, S]`, composed of ops; `bias [1 or heads, T, S]`, or one for each row `[B, 1, 1, S]`, is added to the scores. Same shapes as `attendAtOnce`. */
export function attentionProbabilities(queries: Tensor, keys: Tensor, bias: Tensor | undefined): Tensor {
  const [batch = 0, tokens = 0, heads = 0, width = 0] = queries.shape;
  const [, seen = 0, groups = 1] = keys.shape;
  // The heads of one group stand one after another, so all of a group's queries meet its keys in one product.
  const turned = transpose(mul(queries, 1 / Math.sqrt(width)), [0, 2, 1, 3]); // (B, H, T, D)
  const grouped = reshape(turned, [batch, groups, (heads / groups) * tokens, width]);
  const products = matMul(grouped, transpose(keys, [0, 2, 1, 3]), false, true); // (B, G, H/G · T, S)
  const scores = reshape(products, [batch, heads, tokens, seen]);
  return softmax(bias ? add(scores, bias) : scores);
}

/** Values mixed by probabilities `[B, heads, T, S]`: `[B, T, heads, D]`. */
export function mixValues(probabilities: Tensor, values: Tensor): Tensor {
  const [batch = 0, heads = 0, tokens = 0, seen = 0] = probabilities.shape;
  const [, , groups = 1, width = 0] = values.shape;
  const grouped = reshape(probabilities, [batch, groups, (heads / groups) * tokens, seen]);
  const mixed = matMul(grouped, transpose(values, [0, 2, 1, 3]));
  return transpose(reshape(mixed, [batch, heads, tokens, width]), [0, 2, 1, 3]);
}

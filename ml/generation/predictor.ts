import { forward } from '../forward';
import { createConstants } from '../layers/constants';
import { createKeyValueCache } from '../layers/key-value-cache';
import { contextLength, type Network } from '../network';
import { keep, reshape, slice, type Tensor, tensor1d, tensor2d, tidy } from '../tf';

/** Asks a network for the next token of sequences, again and again as they grow. */
export interface Predictor {
  /**
   * Logits of the next token of each row; the rows are of one length. Row `i` goes on from row `parents[i]` of the call
   * before; left out, from row `i`. @throws RangeError for empty rows, or when the logits are not numbers
   */
  next(rows: readonly (readonly number[])[], parents?: readonly number[]): Promise<Float32Array[]>;
  dispose(): void;
}

export interface PredictorOptions {
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  /** The most tokens it looks back on; never more than the network can. */
  readonly context?: number;
  /** Keeps keys and values of earlier tokens, so that each step computes one token only. */
  readonly cache?: boolean;
}

/**
 * A predictor with or without a key/value cache; both give the same logits. When a sequence outgrows the context, the
 * window moves on by a quarter of it at once (`windowStart`), so that the cache is filled anew only then.
 */
export function createPredictor({ network, weights, context, cache = true }: PredictorOptions): Predictor {
  const window = Math.min(context ?? Number.POSITIVE_INFINITY, contextLength(network));
  const constants = createConstants();
  const stored = cache && isCausal(network) ? createKeyValueCache() : undefined;
  let held = { start: 0, tokens: 0 };

  return {
    async next(rows, parents) {
      const length = rows[0]?.length ?? 0;
      if (length === 0 || rows.some((row) => row.length !== length)) {
        throw new RangeError('To predict a token there must be at least one before it, in rows of one length.');
      }
      const start = windowStart(length, window);
      const goesOn = stored !== undefined && start === held.start && held.tokens > 0 && start + held.tokens < length;
      if (stored && !goesOn) stored.dispose();
      else if (stored && parents) tidy(() => stored.reorder(tensor1d([...parents], 'int32')));
      const offset = goesOn ? held.tokens : 0;
      const fresh = rows.map((row) => row.slice(start + offset));
      const last = tidy(() => {
        const ids = tensor2d(fresh, undefined, 'int32');
        const logits = forward(network, weights, ids, {
          offset,
          constants,
          lastOnly: true,
          ...(stored && { cache: stored }),
        });
        const [batch, tokens, vocabulary] = logits.shape;
        return keep(reshape(slice(logits, [0, tokens - 1, 0], [batch, 1, vocabulary]), [batch, vocabulary]));
      });
      held = { start, tokens: length - start };
      try {
        return rowsOf(await last.data<'float32'>(), rows.length);
      } finally {
        last.dispose();
      }
    },
    dispose() {
      constants.dispose();
      stored?.dispose();
    },
  };
}

/** Where the window begins that a sequence of this length is seen through: 0 while it fits, then in strides of a quarter. */
export function windowStart(length: number, context: number): number {
  if (length <= context) return 0;
  const stride = Math.max(1, Math.floor(context / 4));
  return Math.ceil((length - context) / stride) * stride;
}

/** Only where no token looks ahead do earlier keys and values stay as they are. */
const isCausal = (network: Network): boolean => network.operations.every(({ params }) => params.causal !== false);

/** Logits of so many rows, apart. @throws RangeError when they are not numbers */
export function rowsOf(values: Float32Array, count: number): Float32Array[] {
  if (!values.every(Number.isFinite))
    throw new RangeError('The model’s output is not a number: its training diverged.');
  const size = values.length / count;
  return Array.from({ length: count }, (_, row) => values.slice(row * size, (row + 1) * size));
}

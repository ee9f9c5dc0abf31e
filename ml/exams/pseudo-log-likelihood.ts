import { forward } from '../forward';
import { oneHotRows } from '../functions/one-hot';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import { keep, logSumExp, mul, reshape, sub, sum, tensor1d, tensor2d, tidy } from '../tf';
import type { LikelihoodOptions } from './log-likelihood';

/** A text as ids, and which of them are scored: from one place to before another. */
export interface ScoredText {
  readonly ids: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * How likely a network that fills gaps finds the scored tokens of texts: each is hidden in turn, and predicted from all others (Salazar et al. 2020, eq. 2;
 * over the tokens that two sentences share, the score of Nangia et al. 2020). Natural logarithms, summed. Texts of one length go through together, since
 * what fills shorter ones up would be seen. @throws RangeError where the model’s output is not a number
 */
export async function pseudoLogLikelihoods(
  texts: readonly ScoredText[],
  maskId: number,
  { network, weights, batchSize, progress, breathe }: Omit<LikelihoodOptions, 'context'>,
): Promise<number[]> {
  const rows = texts
    .flatMap(({ ids, from, to }, text) =>
      Array.from({ length: to - from }, (_, index) => ({ text, ids, place: from + index })),
    )
    .sort((a, b) => b.ids.length - a.ids.length);
  const found = texts.map(() => 0);
  const constants = createConstants();
  try {
    for (let first = 0; first < rows.length; ) {
      const width = rows[first]?.ids.length ?? 0;
      const batch = rows.slice(first, first + batchSize).filter(({ ids }) => ids.length === width);
      const scored = tidy(() => {
        const masked = batch.flatMap(({ ids, place }) => ids.map((id, at) => (at === place ? maskId : id)));
        const input = tensor2d(masked, [batch.length, width], 'int32');
        const places = tensor1d(
          batch.map(({ place }, row) => row * width + place),
          'int32',
        );
        const logits = forward(network, weights, input, { constants, places });
        const vocabulary = logits.shape[2];
        const own = tensor1d(
          batch.map(({ ids, place }) => ids[place] ?? 0),
          'int32',
        );
        const each = reshape(logits, [-1, vocabulary]); // (N, V)
        return keep(sub(sum(mul(each, oneHotRows(own, vocabulary)), -1), logSumExp(each, -1)));
      });
      const values = await readOnce(scored);
      for (const [row, { text }] of batch.entries()) found[text] = (found[text] ?? 0) + (values[row] ?? Number.NaN);
      first += batch.length;
      progress?.(first, rows.length);
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  if (found.some(Number.isNaN)) throw new RangeError('The model’s output is not a number: its training diverged.');
  return found;
}

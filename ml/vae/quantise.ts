import { embedding } from '../functions/embedding';
import { stopGradient } from '../functions/stop-gradient';
import { add, argMin, matMul, mean, mul, reshape, type Scalar, square, sub, sum, type Tensor, tidy } from '../tf';

export interface Quantised {
  /** The nearest entries, `[..., D]`: to whom it goes on, gradients pass straight through to the encoder. */
  readonly value: Tensor;
  /** Which entries: `[...]`, int32. */
  readonly indices: Tensor;
  /** Moves entries to what chose them, and, `commitment` times as hard, the encoder to its entries. */
  readonly loss: Scalar;
}

/**
 * Puts the nearest of the codebook's entries in the place of each vector (van den Oord et al. 2017, eq. 1 – 3). `x [..., D]`, `codebook [K, D]`. The loss
 * is a mean over all numbers, as in the authors' code.
 */
export function quantise(x: Tensor, codebook: Tensor, commitment = 0.25): Quantised {
  const indices = nearestEntries(x, codebook);
  const entries = embedding(codebook, indices);
  const towardsEncoder = mean(
    square(
      sub(
        entries,
        stopGradient(() => x),
      ),
    ),
  );
  const towardsEntries = mean(
    square(
      sub(
        x,
        stopGradient(() => entries),
      ),
    ),
  );
  return {
    value: add(
      x,
      stopGradient(() => sub(entries, x)),
    ),
    indices,
    loss: add(towardsEncoder, mul(commitment, towardsEntries)).asScalar(),
  };
}

/** The number of the nearest entry, by Euclidean distance: `x [..., D]`, `codebook [K, D]`, giving `[...]` int32. */
export function nearestEntries(x: Tensor, codebook: Tensor): Tensor {
  return tidy(() => {
    const rows = reshape(
      stopGradient(() => x),
      [-1, codebook.shape[1] ?? 1],
    );
    const entries = stopGradient(() => codebook);
    // ‖x‖² is the same for all entries.
    const distances = sub(sum(square(entries), 1), mul(2, matMul(rows, entries, false, true)));
    return reshape(argMin(distances, 1), x.shape.slice(0, -1));
  });
}

/** How many entries are in use, as if all were used alike: `exp` of the entropy of their shares. */
export function perplexityOf(indices: ArrayLike<number>, entries: number): number {
  const counts = new Float64Array(entries);
  for (let index = 0; index < indices.length; index++)
    counts[indices[index] ?? 0] = (counts[indices[index] ?? 0] ?? 0) + 1;
  const entropy = counts.reduce((total, count) => {
    const share = count / indices.length;
    return share > 0 ? total - share * Math.log(share) : total;
  }, 0);
  return Math.exp(entropy);
}

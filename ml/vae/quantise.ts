import { embedding } from '../functions/embedding';
import { oneHotRows } from '../functions/one-hot';
import { stopGradient } from '../functions/stop-gradient';
import {
  add,
  argMin,
  cast,
  equal,
  exp,
  gather,
  log,
  matMul,
  maximum,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tidy,
} from '../tf';

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

/**
 * Pulls entries that none of these vectors chose to some of them, `picks [K]` of 0 … 1, one for each entry: so that an entry which is nowhere near comes
 * back into use, as authors otherwise do by putting it there (Dhariwal et al. 2020, Jukebox, section 3.1: random restarts). A mean over all numbers of the
 * codebook; no gradient reaches the encoder.
 */
export function reviveLoss(x: Tensor, codebook: Tensor, indices: Tensor, picks: Float32Array): Scalar {
  const [entries = 1, width = 1] = codebook.shape;
  const target = stopGradient(() => {
    const rows = reshape(x, [-1, width]);
    const count = rows.shape[0] ?? 1;
    return gather(
      rows,
      tensor1d(
        Int32Array.from(picks, (pick) => Math.min(count - 1, Math.floor(pick * count))),
        'int32',
      ),
    );
  });
  const unused = stopGradient(() => cast(equal(sum(oneHotRows(indices, entries), 0), 0), 'float32'));
  return mean(mul(square(sub(codebook, target)), reshape(unused, [entries, 1]))).asScalar();
}

/** `perplexityOf`, on the backend. `indices [...]` int32. */
export function perplexity(indices: Tensor, entries: number): Scalar {
  const shares = mean(oneHotRows(indices, entries), 0);
  return exp(neg(sum(mul(shares, log(maximum(shares, 1e-12)))))).asScalar();
}

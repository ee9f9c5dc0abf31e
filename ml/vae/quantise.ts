import { embedding } from '../functions/embedding';
import { oneHotRows } from '../functions/one-hot';
import { stopGradient } from '../functions/stop-gradient';
import {
  add,
  argMax,
  argMin,
  cast,
  div,
  equal,
  exp,
  gather,
  log,
  matMul,
  max,
  maximum,
  mean,
  mul,
  neg,
  reshape,
  type Scalar,
  sqrt,
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

/** Vectors that are looked at for each entry that may come back into use. */
export const CANDIDATES = 8;

/**
 * Pulls each entry that none of these vectors chose to one of them, so that one which is nowhere near comes back into use, as authors otherwise do by putting
 * it there (Dhariwal et al. 2020, Jukebox, section 3.1: random restarts). `picks [K × CANDIDATES]` of 0 … 1 name the vectors that are looked at, of which
 * the one farthest from the entry that it chose is taken: where entries lack. A mean over all numbers of the codebook; no gradient reaches the encoder.
 */
export function reviveLoss(x: Tensor, codebook: Tensor, indices: Tensor, picks: Float32Array): Scalar {
  const [entries = 1, width = 1] = codebook.shape;
  const target = stopGradient(() => {
    const rows = reshape(x, [-1, width]);
    const count = rows.shape[0] ?? 1;
    const picked = Int32Array.from(picks, (pick) => Math.min(count - 1, Math.floor(pick * count)));
    const candidates = gather(rows, tensor1d(picked, 'int32'));
    const chosen = gather(codebook, gather(reshape(indices, [-1]), tensor1d(picked, 'int32')));
    const misses = reshape(sum(square(sub(candidates, chosen)), 1), [entries, CANDIDATES]);
    const places = tensor1d(
      Int32Array.from({ length: entries }, (_, entry) => entry * CANDIDATES),
      'int32',
    );
    return gather(candidates, add(cast(argMax(misses, 1), 'int32'), places));
  });
  const unused = stopGradient(() => cast(equal(sum(oneHotRows(indices, entries), 0), 0), 'float32'));
  return mean(mul(square(sub(codebook, target)), reshape(unused, [entries, 1]))).asScalar();
}

/** `perplexityOf`, on the backend. `indices [...]` int32. */
export function perplexity(indices: Tensor, entries: number): Scalar {
  const shares = mean(oneHotRows(indices, entries), 0);
  return exp(neg(sum(mul(shares, log(maximum(shares, 1e-12)))))).asScalar();
}

/** How many entries were chosen at least once. `indices [...]` int32. */
export const entriesChosen = (indices: Tensor, entries: number): Scalar =>
  sum(max(oneHotRows(indices, entries), 0)).asScalar();

/**
 * Vectors along the last axis, each brought to a mean square of 1: on a sphere all entries are within reach of what is looked up, and far more of them come
 * into use (Yu et al. 2022, ViT-VQGAN, section 3.2). Differentiable.
 */
export const onSphere = (x: Tensor): Tensor => div(x, sqrt(add(mean(square(x), -1, true), 1e-8)));

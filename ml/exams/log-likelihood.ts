import { forward } from '../forward';
import { oneHotRows } from '../functions/one-hot';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import { contextLength, type Network } from '../network';
import {
  argMax,
  cast,
  equal,
  keep,
  log,
  max,
  mul,
  reshape,
  softmax,
  stack,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '../tf';
import type { EncodedPair } from './encode-pair';

/** How likely a continuation is after its context. */
export interface Likelihood {
  /** Natural logarithm, summed over its tokens. */
  readonly logLikelihood: number;
  /** Whether each of its tokens is the likeliest one. */
  readonly greedy: boolean;
}

export interface LikelihoodOptions {
  readonly network: Network;
  /** As tensors (`uploadWeights`); they stay the caller's. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** The most tokens the model looks back on. */
  readonly context?: number;
  /** Rows at once; changes the time, not the result. */
  readonly batchSize: number;
  readonly progress?: (done: number, total: number) => void;
  readonly breathe?: () => Promise<void>;
}

/** A continuation has more tokens than the model looks back on: it cannot be scored. */
export class ContinuationTooLong extends Error {
  override readonly name = 'ContinuationTooLong';
  constructor(
    /** Which of the pairs. */
    readonly index: number,
    readonly tokens: number,
    readonly most: number,
  ) {
    super(`Continuation ${index} has ${tokens} tokens, and the model looks back on ${most}.`);
  }
}

/** Logits that are read at once, at most: 64 MB. */
const MOST_LOGITS = 16 * 1024 * 1024;

/**
 * How likely continuations are, as the harness’s `loglikelihood` says: what is too long for the model loses its beginning;
 * the longest come first, many in a pass; pairs that differ in their last token only share their row.
 * @throws ContinuationTooLong, RangeError where the model’s output is not a number
 */
export async function logLikelihoods(
  pairs: readonly EncodedPair[],
  options: LikelihoodOptions,
): Promise<readonly Likelihood[]> {
  const most = Math.min(options.context ?? Number.POSITIVE_INFINITY, contextLength(options.network));
  const found: Likelihood[] = pairs.map(() => ({ logLikelihood: 0, greedy: true }));
  const constants = createConstants();
  let done = 0;
  try {
    for (const batch of batchesOf(rowsOf(pairs, most), options)) {
      const asked = batch.flatMap((row, place) => row.asked.map((one) => ({ ...one, place, length: row.ids.length })));
      const measured = tidy(() => keep(measure(batch, asked, options, constants)));
      const values = await readOnce(measured);
      const count = values.length / 2;
      let at = 0;
      for (const { index, labels } of asked) {
        let [logLikelihood, greedy] = [0, true];
        for (let token = 0; token < labels.length; token++, at++) {
          logLikelihood += values[at] ?? Number.NaN;
          greedy &&= values[count + at] === 1;
        }
        if (Number.isNaN(logLikelihood))
          throw new RangeError('The model’s output is not a number: its training diverged.');
        found[index] = { logLikelihood, greedy };
      }
      done += asked.length;
      options.progress?.(done, pairs.length);
      await options.breathe?.();
    }
  } finally {
    constants.dispose();
  }
  return found;
}

/** What goes through the network once, and the continuations that are scored at its end. */
interface Row {
  readonly ids: readonly number[];
  readonly asked: { readonly index: number; readonly labels: readonly number[] }[];
}

/** Rows, the longest first. A continuation’s last token is predicted, but never read. */
function rowsOf(pairs: readonly EncodedPair[], most: number): Row[] {
  const rows = new Map<string, Row>();
  for (const [index, { context, continuation }] of pairs.entries()) {
    if (continuation.length === 0) continue; // certain, as nothing is asked
    if (continuation.length > most) throw new ContinuationTooLong(index, continuation.length, most);
    const ids = [...context, ...continuation].slice(-(most + 1)).slice(0, -1);
    const key = ids.join();
    const row = rows.get(key) ?? { ids, asked: [] };
    row.asked.push({ index, labels: continuation });
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => b.ids.length - a.ids.length);
}

function* batchesOf(rows: readonly Row[], { batchSize, network }: LikelihoodOptions): Generator<Row[]> {
  const places = Math.max(1, Math.floor(MOST_LOGITS / (network.vocabularySize ?? 1)));
  let batch: Row[] = [];
  let labels = 0;
  for (const row of rows) {
    const more = row.asked.reduce((total, one) => total + one.labels.length, 0);
    if (batch.length === batchSize || (batch.length > 0 && labels + more > places)) {
      yield batch;
      [batch, labels] = [[], 0];
    }
    batch.push(row);
    labels += more;
  }
  if (batch.length > 0) yield batch;
}

/** For each label its log-probability, then whether it is the likeliest. `[2, N]` */
function measure(
  batch: readonly Row[],
  asked: readonly { readonly labels: readonly number[]; readonly place: number; readonly length: number }[],
  { network, weights }: LikelihoodOptions,
  constants: ReturnType<typeof createConstants>,
): Tensor {
  const width = batch[0]?.ids.length ?? 0;
  const ids = new Int32Array(batch.length * width); // what is short is filled up at its end, where no token before looks
  for (const [place, row] of batch.entries()) ids.set(row.ids, place * width);
  const places = asked.flatMap(({ labels, place, length }) =>
    labels.map((_, token) => place * width + length - labels.length + token),
  );
  const labels = tensor1d(
    asked.flatMap((one) => [...one.labels]),
    'int32',
  );
  const logits = forward(network, weights, tensor2d(ids, [batch.length, width], 'int32'), {
    constants,
    places: tensor1d(places, 'int32'),
  });
  const vocabulary = logits.shape[2];
  const rows = reshape(logits, [-1, vocabulary]); // (N, V)
  // log Σ eˣ from the likeliest entry, exact however far the logits are apart
  const partition = sub(max(rows, -1), log(max(softmax(rows), -1)));
  const own = sum(mul(rows, oneHotRows(labels, vocabulary)), -1);
  return stack([sub(own, partition), cast(equal(argMax(rows, -1), labels), 'float32')]);
}

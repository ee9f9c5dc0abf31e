import { type ForwardContext, forward } from '../forward';
import { oneHotRows } from '../functions/one-hot';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import type { Network } from '../network';
import {
  keep,
  logSoftmax,
  matMul,
  mul,
  reshape,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tidy,
  transpose,
} from '../tf';
import { type AnsweredIds, type AnswerRows, answerRows } from './rows';

/** The log-probability of each token of the answers, `[N]`, given its prompt and what of the answer stands before it. Differentiable. */
export function tokenLogProbabilities(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  { ids, rows, length, places, labels }: AnswerRows,
  context: ForwardContext = {},
): Tensor1D {
  const input = tensor2d(ids, [rows, length], 'int32');
  const logits = forward(network, weights, input, { ...context, places: tensor1d(places, 'int32') }); // (1, N, V)
  return pickLogProbabilities(reshape(logits, [places.length, -1]), labels);
}

/** `log softmax` of logits `[N, V]` at their labels. */
export function pickLogProbabilities(logits: Tensor, labels: Int32Array): Tensor1D {
  const hot = oneHotRows(tensor1d(labels, 'int32'), logits.shape.at(-1) ?? 1);
  return reshape(sum(mul(logSoftmax(logits), hot), -1), [labels.length]);
}

/** What belongs to each row, added up: `[N]` to `[rows]`. */
export function sumByRow(values: Tensor, { rows, rowOf }: Pick<AnswerRows, 'rows' | 'rowOf'>): Tensor1D {
  // TF.js makes no rows of one column.
  if (rows === 1) return reshape(sum(values), [1]);
  const member = oneHotRows(tensor1d(rowOf, 'int32'), rows); // (N, rows)
  return reshape(matMul(transpose(member), reshape(values, [-1, 1])), [rows]);
}

/** How many rows are asked about at once where nothing is learned. */
const TOGETHER = 32;

/** The log-probability of each answer as a whole, in nats: the sum over its tokens. */
export async function answerLogProbabilities(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  answered: readonly AnsweredIds[],
  tell?: (done: number) => Promise<void>,
): Promise<Float32Array> {
  const found = new Float32Array(answered.length);
  const constants = createConstants();
  try {
    for (let first = 0; first < answered.length; first += TOGETHER) {
      const rows = answerRows(answered.slice(first, first + TOGETHER));
      if (rows.labels.length > 0)
        found.set(
          await readOnce(
            tidy(() => keep(sumByRow(tokenLogProbabilities(network, weights, rows, { constants }), rows))),
          ),
          first,
        );
      await tell?.(Math.min(first + TOGETHER, answered.length));
    }
  } finally {
    constants.dispose();
  }
  return found;
}

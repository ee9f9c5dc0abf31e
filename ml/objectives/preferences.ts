import { sumByRow, tokenLogProbabilities } from '../align/log-probabilities';
import { impliedRewards, type PairScores, type PreferenceLossOptions, preferenceLoss } from '../align/preference-loss';
import { answerRows } from '../align/rows';
import { stopGradient } from '../functions/stop-gradient';
import type { Network } from '../network';
import type { Random } from '../random';
import { cast, greater, mean, relu, type Scalar, slice, sub, type Tensor, tensor1d } from '../tf';
import type { LossContext, Objective } from './objective';

/** A pair as ids, and what the frozen reference thinks of its answers: sums of log-probabilities. */
export interface TokenPair {
  readonly prompt: ArrayLike<number>;
  readonly chosen: ArrayLike<number>;
  readonly rejected: ArrayLike<number>;
  readonly referenceChosen: number;
  readonly referenceRejected: number;
  /** An answer to another prompt behind this one, and the same of it: what KTO measures its divergence by. */
  readonly stray?: { readonly answer: ArrayLike<number>; readonly reference: number };
}

/** Prefer what was preferred: the losses of `preferenceLoss`, on pairs drawn with replacement. */
export function preferenceObjective(
  network: Network,
  options: PreferenceLossOptions,
): Objective<readonly TokenPair[], readonly TokenPair[]> &
  Required<Pick<Objective<readonly TokenPair[], readonly TokenPair[]>, 'measures'>> {
  return {
    draw: (data, batchSize, random) => drawPairs(data, batchSize, random),
    size: (batch) => batch.reduce((sum, { chosen, rejected }) => sum + chosen.length + rejected.length, 0),
    loss: (_all, weights, batch, context) =>
      preferenceLoss(scoresOf(network, weights, batch, options, context), options),
    measures(weights, batch, context) {
      const { chosen, rejected } = impliedRewards(scoresOf(network, weights, batch, options, context), options);
      return {
        margin: mean(sub(chosen, rejected)).asScalar(),
        accuracy: mean(cast(greater(chosen, rejected), 'float32')).asScalar(),
        chosenReward: mean(chosen).asScalar(),
        rejectedReward: mean(rejected).asScalar(),
      };
    },
  };
}

function drawPairs(data: readonly TokenPair[], count: number, random: Random): TokenPair[] {
  const drawn: TokenPair[] = [];
  for (let index = 0; index < count; index++) {
    const pair = data[random.int(data.length)];
    if (pair) drawn.push(pair);
  }
  return drawn;
}

/** Both answers of all pairs in one pass through the network, and stray ones in another where they are needed. */
function scoresOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  batch: readonly TokenPair[],
  { method }: PreferenceLossOptions,
  context: LossContext,
): PairScores {
  const count = batch.length;
  const rows = answerRows([
    ...batch.map(({ prompt, chosen }) => ({ prompt, answer: chosen })),
    ...batch.map(({ prompt, rejected }) => ({ prompt, answer: rejected })),
  ]);
  const sums = sumByRow(tokenLogProbabilities(network, weights, rows, context), rows);
  return {
    chosen: slice(sums, [0], [count]),
    rejected: slice(sums, [count], [count]),
    referenceChosen: tensor1d(batch.map(({ referenceChosen }) => referenceChosen)),
    referenceRejected: tensor1d(batch.map(({ referenceRejected }) => referenceRejected)),
    chosenTokens: tensor1d(rows.lengths.slice(0, count), 'float32'),
    rejectedTokens: tensor1d(rows.lengths.slice(count), 'float32'),
    ...(method === 'kto' && { divergence: divergenceOf(network, weights, batch, context) }),
  };
}

/** KL from the reference, as KTO estimates it: the mean log-ratio of answers behind prompts that they do not answer, 0 at least. */
function divergenceOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  batch: readonly TokenPair[],
  context: LossContext,
): Scalar {
  const strays = batch.map(({ prompt, stray }) => ({ prompt, answer: stray?.answer ?? [] }));
  const rows = answerRows(strays);
  if (rows.labels.length === 0)
    throw new RangeError('KTO measures its divergence by stray answers, and none were given.');
  const references = tensor1d(batch.map(({ stray }) => stray?.reference ?? 0));
  return stopGradient(() => {
    const sums = sumByRow(tokenLogProbabilities(network, weights, rows, context), rows);
    return relu(mean(sub(sums, references)));
  }).asScalar();
}

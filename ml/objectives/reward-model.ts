import { textScores } from '../align/scores';
import { logSigmoid } from '../functions/log-sigmoid';
import type { Network } from '../network';
import { add, cast, greater, mean, mul, neg, slice, square, sub, type Tensor } from '../tf';
import type { LossContext, Objective } from './objective';

/** Two whole texts, prompt and answer, of which the first was preferred. */
export interface RankedTexts {
  readonly chosen: ArrayLike<number>;
  readonly rejected: ArrayLike<number>;
}

export interface RewardModelOptions {
  /** How much scores are drawn towards 0 on average: only their differences are learned, and they would drift (Eisenstein et al. 2023). */
  readonly centre?: number;
}

/** Tell which of two texts is preferred: `−log σ(s₊ − s₋)` (Bradley & Terry 1952; Stiennon et al. 2020, eq. 1). */
export function rewardObjective(
  network: Network,
  { centre = 0 }: RewardModelOptions = {},
): Objective<readonly RankedTexts[], readonly RankedTexts[]> {
  const scoresOf = (weights: Readonly<Record<string, Tensor>>, batch: readonly RankedTexts[], context: LossContext) => {
    const texts = [...batch.map(({ chosen }) => chosen), ...batch.map(({ rejected }) => rejected)];
    const scores = textScores(network, weights, texts, context);
    return [slice(scores, [0], [batch.length]), slice(scores, [batch.length], [batch.length])] as const;
  };
  return {
    draw: (data, batchSize, random) =>
      Array.from({ length: batchSize }, () => data[random.int(data.length)]).filter((pair) => pair !== undefined),
    size: (batch) => batch.reduce((sum, { chosen, rejected }) => sum + chosen.length + rejected.length, 0),
    loss(_all, weights, batch, context) {
      const [chosen, rejected] = scoresOf(weights, batch, context);
      const ranked = neg(mean(logSigmoid(sub(chosen, rejected))));
      if (centre === 0) return ranked.asScalar();
      return add(ranked, mul(mean(square(add(chosen, rejected))), centre)).asScalar();
    },
    measures(weights, batch, context) {
      const [chosen, rejected] = scoresOf(weights, batch, context);
      return { accuracy: mean(cast(greater(chosen, rejected), 'float32')).asScalar() };
    },
  };
}

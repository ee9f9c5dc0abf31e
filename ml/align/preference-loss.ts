import { logOneMinusExp, logSigmoid } from '../functions/log-sigmoid';
import { add, div, mean, mul, neg, type Scalar, sigmoid, square, sub, sum, type Tensor } from '../tf';

/**
 * How a model is moved towards what is preferred: DPO (Rafailov et al. 2023), IPO (Azar et al. 2023), KTO (Ethayarajh et al. 2024) and ORPO (Hong et al.
 * 2024), which alone needs no reference.
 */
export type PreferenceMethod = 'dpo' | 'ipo' | 'kto' | 'orpo';

/** Log-probabilities of whole answers in nats, of a batch of pairs, `[B]` each. */
export interface PairScores {
  readonly chosen: Tensor;
  readonly rejected: Tensor;
  readonly referenceChosen: Tensor;
  readonly referenceRejected: Tensor;
  /** How many tokens the answers have. */
  readonly chosenTokens: Tensor;
  readonly rejectedTokens: Tensor;
  /** KTO’s reference point: an estimate of the KL divergence from the reference, 0 or more, through which no gradient goes. */
  readonly divergence?: Scalar;
}

export interface PreferenceLossOptions {
  readonly method: PreferenceMethod;
  /** How dear it is to leave the reference; of ORPO, how much the odds count beside the likelihood. */
  readonly beta: number;
  /** The share of pairs that are thought to be the wrong way round (DPO only; Mitchell 2023). */
  readonly smoothing?: number;
}

/**
 * The loss of a batch, as TRL computes it: `DPOTrainer` with `loss_type` `sigmoid` and `ipo`, which takes the mean log-probability of a token; `KTOTrainer`
 * with both weights 1; and `ORPOTrainer`, but that its likelihood is of answers only (as in the paper, eq. 6), not of prompts.
 * @throws RangeError for KTO without a divergence
 */
export function preferenceLoss(scores: PairScores, { method, beta, smoothing = 0 }: PreferenceLossOptions): Scalar {
  const { chosen, rejected, chosenTokens, rejectedTokens, divergence } = scores;
  const [gained, lost] = logRatios(scores);
  switch (method) {
    case 'dpo': {
      const logits = mul(sub(gained, lost), beta);
      const right = mul(logSigmoid(logits), 1 - smoothing);
      return neg(mean(smoothing === 0 ? right : add(right, mul(logSigmoid(neg(logits)), smoothing)))).asScalar();
    }
    case 'ipo': {
      const apart = sub(div(gained, chosenTokens), div(lost, rejectedTokens));
      return mean(square(sub(apart, 1 / (2 * beta)))).asScalar();
    }
    case 'kto': {
      if (!divergence) throw new RangeError('KTO measures from a divergence, and none was given.');
      const good = sigmoid(mul(sub(gained, divergence), beta));
      const bad = sigmoid(mul(sub(divergence, lost), beta));
      return sub(1, mul(add(mean(good), mean(bad)), 0.5)).asScalar();
    }
    case 'orpo': {
      const [likely, unlikely] = [div(chosen, chosenTokens), div(rejected, rejectedTokens)];
      const odds = sub(sub(likely, unlikely), sub(logOneMinusExp(likely), logOneMinusExp(unlikely)));
      const likelihood = div(neg(sum(chosen)), sum(chosenTokens));
      return sub(likelihood, mul(mean(logSigmoid(odds)), beta)).asScalar();
    }
  }
}

/**
 * What the model itself thinks answers are worth, β · log(π / π₀) (Rafailov et al. 2023, eq. 5, but for what both answers share); of ORPO, which has no
 * reference, β times the mean log-probability of a token, as TRL tells it.
 */
export function impliedRewards(
  scores: PairScores,
  { method, beta }: PreferenceLossOptions,
): { readonly chosen: Tensor; readonly rejected: Tensor } {
  const [chosen, rejected] =
    method === 'orpo'
      ? [div(scores.chosen, scores.chosenTokens), div(scores.rejected, scores.rejectedTokens)]
      : logRatios(scores);
  return { chosen: mul(chosen, beta), rejected: mul(rejected, beta) };
}

const logRatios = ({ chosen, rejected, referenceChosen, referenceRejected }: PairScores): readonly [Tensor, Tensor] => [
  sub(chosen, referenceChosen),
  sub(rejected, referenceRejected),
];

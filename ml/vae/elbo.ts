import { sumItems } from '../functions/sum-items';
import { add, logSumExp, maximum, mean, mul, neg, reshape, type Scalar, sub, sum, type Tensor } from '../tf';

export interface ElboOptions {
  /** How much the divergence counts: 1 for the bound itself (Higgins et al. 2017 for others, Bowman et al. 2016 for growing ones). */
  readonly beta?: number;
  /** Nats of divergence that each latent dimension has for free, on average over the batch (Kingma et al. 2016, eq. 15). */
  readonly freeBits?: number;
}

/**
 * What a VAE minimises, in nats an item, averaged over the batch: `−log p(x | z) + β · KL` (Kingma & Welling 2014, eq. 10). With β 1 and no free bits
 * it is an upper bound on `−log p(x)`. `logLikelihood [B]`, `kl [B, ...]`, one number for each latent dimension.
 */
export function negativeElbo(logLikelihood: Tensor, kl: Tensor, { beta = 1, freeBits = 0 }: ElboOptions = {}): Scalar {
  return add(neg(mean(logLikelihood)), mul(beta, divergence(kl, freeBits))).asScalar();
}

/** A batch's divergence in nats an item; each dimension counts for at least its free nats, below which it has no gradient. `kl [B, ...]`. */
export function divergence(kl: Tensor, freeBits = 0): Scalar {
  if (freeBits <= 0) return mean(sumItems(kl));
  const byDimension = mean(reshape(kl, [kl.shape[0] ?? 1, -1]), 0);
  return sum(maximum(byDimension, freeBits)).asScalar();
}

/** The weight of the divergence at a step: from 0 straight up to `beta` over `warmupSteps`, then constant (Sønderby et al. 2016). */
export const klWeightAt = (step: number, warmupSteps: number, beta = 1): number =>
  beta * (warmupSteps > 0 ? Math.min(1, step / warmupSteps) : 1);

/**
 * The importance-weighted bound on `log p(x)` in nats an item, which grows towards it with the number of draws (Burda et al. 2016, eq. 8):
 * `log mean exp(log p(x, zₖ) − log q(zₖ | x))` of `logWeights [K, B]`, giving `[B]`.
 */
export function importanceWeightedBound(logWeights: Tensor): Tensor {
  return sub(logSumExp(logWeights, 0), Math.log(logWeights.shape[0] ?? 1));
}

import { add, mul, sub, zerosLike } from '../tf';
import type { Optimiser, UpdateOutput } from './optimiser';

/** Settings of stochastic gradient descent. */
export interface SgdSettings {
  /** How much of the last move is kept: 0 for none, often 0.9. */
  readonly momentum: number;
  /** Decoupled, as in AdamW. */
  readonly weightDecay: number;
}

/** Stochastic gradient descent with momentum (Polyak 1964; Sutskever et al. 2013, as PyTorch writes it): `v ← μv + g`, `w ← w − lr · v`. */
export function sgd({ momentum, weightDecay }: SgdSettings): Optimiser {
  const keptAt = (learningRate: number) => 1 - learningRate * weightDecay;
  return {
    moments: momentum > 0 ? ['first'] : [],
    update({ weights, gradient, moments, learningRate, decays }): UpdateOutput {
      const kept = decays && weightDecay > 0 ? mul(weights, keptAt(learningRate)) : weights;
      if (momentum === 0) return { weights: sub(kept, mul(gradient, learningRate)), moments: {} };
      const first = add(mul(moments.first ?? zerosLike(weights), momentum), gradient);
      return { weights: sub(kept, mul(first, learningRate)), moments: { first } };
    },
    inPlace: {
      kernel: 'FusedSgd',
      attrs: ({ learningRate }) => ({ momentum, learningRate, kept: keptAt(learningRate) }),
    },
  };
}

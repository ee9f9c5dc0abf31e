import { add, div, mul, sqrt, square, sub, zerosLike } from '../tf';
import type { Optimiser } from './optimiser';

/** Settings of Adam and AdamW, named as in the papers. */
export interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** 0 is Adam. */
  readonly weightDecay: number;
}

/**
 * AdamW (Loshchilov & Hutter 2019, algorithm 2): Adam (Kingma & Ba 2015) whose weight decay is `learningRate ·
 * weightDecay · w`, apart from the gradient's moments. Same formula as PyTorch's `AdamW`; the two corrections of bias
 * are folded into the step size and epsilon (Kingma & Ba, end of section 2), so no op is spent on them.
 */
export function adamw({ beta1, beta2, epsilon, weightDecay }: AdamSettings): Optimiser {
  return {
    moments: ['first', 'second'],
    update({ weights, gradient, moments, learningRate, step, decays }) {
      const first = add(mul(moments.first ?? zerosLike(weights), beta1), mul(gradient, 1 - beta1));
      const second = add(mul(moments.second ?? zerosLike(weights), beta2), mul(square(gradient), 1 - beta2));
      const correction = Math.sqrt(1 - beta2 ** step);
      const stepSize = (learningRate * correction) / (1 - beta1 ** step);
      const move = div(mul(first, stepSize), add(sqrt(second), epsilon * correction));
      const kept = decays && weightDecay > 0 ? mul(weights, 1 - learningRate * weightDecay) : weights;
      return { weights: sub(kept, move), moments: { first, second } };
    },
  };
}

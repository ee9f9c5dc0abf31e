import { add, div, mul, sqrt, square, sub, zerosLike } from '../tf';
import type { Optimiser, UpdateTime } from './optimiser';

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
export function adamw(settings: AdamSettings): Optimiser {
  const { beta1, beta2 } = settings;
  return {
    moments: ['first', 'second'],
    update({ weights, gradient, moments, decays, ...time }) {
      const { stepSize, epsilon, kept } = factors(settings, time);
      const first = add(mul(moments.first ?? zerosLike(weights), beta1), mul(gradient, 1 - beta1));
      const second = add(mul(moments.second ?? zerosLike(weights), beta2), mul(square(gradient), 1 - beta2));
      const move = div(mul(first, stepSize), add(sqrt(second), epsilon));
      return {
        weights: sub(decays && settings.weightDecay > 0 ? mul(weights, kept) : weights, move),
        moments: { first, second },
      };
    },
    inPlace: { kernel: 'FusedAdamW', attrs: (time) => ({ beta1, beta2, ...factors(settings, time) }) },
  };
}

/** The step size and epsilon with both corrections of bias, and what is kept of a weight that decays. */
function factors({ beta1, beta2, epsilon, weightDecay }: AdamSettings, { learningRate, step }: UpdateTime) {
  const correction = Math.sqrt(1 - beta2 ** step);
  return {
    stepSize: (learningRate * correction) / (1 - beta1 ** step),
    epsilon: epsilon * correction,
    kept: 1 - learningRate * weightDecay,
  };
}

import { hasFused, runFused } from '../functions/fused';
import { add, div, mul, sqrt, square, sub, tidy, zerosLike } from '../tf';
import type { Optimiser, UpdateInput } from './optimiser';

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
  const corrected = ({ learningRate, step, decays }: Pick<UpdateInput, 'learningRate' | 'step' | 'decays'>) => {
    const correction = Math.sqrt(1 - beta2 ** step);
    return {
      stepSize: (learningRate * correction) / (1 - beta1 ** step),
      epsilon: epsilon * correction,
      kept: decays ? 1 - learningRate * weightDecay : 1,
    };
  };
  return {
    moments: ['first', 'second'],
    update({ weights, gradient, moments, ...at }) {
      const { stepSize, epsilon, kept } = corrected(at);
      const first = add(mul(moments.first ?? zerosLike(weights), beta1), mul(gradient, 1 - beta1));
      const second = add(mul(moments.second ?? zerosLike(weights), beta2), mul(square(gradient), 1 - beta2));
      const move = div(mul(first, stepSize), add(sqrt(second), epsilon));
      return { weights: sub(kept < 1 ? mul(weights, kept) : weights, move), moments: { first, second } };
    },
    updateInPlace: hasFused('FusedAdamW')
      ? ({ weights, gradient, moments, scale, ...at }) => {
          const inputs = { weights, gradient, first: moments.first, second: moments.second, scale };
          tidy(() => void runFused('FusedAdamW', inputs, { beta1, beta2, ...corrected(at) }));
        }
      : undefined,
  };
}

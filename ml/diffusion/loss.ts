import { div, mean, mul, reshape, type Scalar, squaredDifference, type Tensor, tidy } from '../tf';
import { batchTensors, type NoisedBatch, perRow, rowShares, withGiven } from './batch';
import type { Denoiser } from './denoiser';
import { diffusionLevel } from './levels';
import { addNoise, type Prediction, targetOf } from './parameterisation';
import { type NoiseSchedule, signalToNoise } from './schedules';

export interface DiffusionLossOptions {
  readonly schedule: NoiseSchedule;
  /** What the denoiser predicts. */
  readonly prediction: Prediction;
  /** γ of min-SNR weighting; 5 in the paper. Without it each time counts the same in the prediction's own error. */
  readonly minSnrGamma?: number;
}

/**
 * How far off a denoiser is on a batch: the mean squared error of its prediction (Ho et al. 2020, eq. 14), weighted by
 * min-SNR-γ where asked for (Hang et al. 2023). A differentiable scalar; times are whole steps.
 */
export function diffusionLoss(
  denoiser: Denoiser,
  batch: NoisedBatch,
  { schedule, prediction, minSnrGamma }: DiffusionLossOptions,
): Scalar {
  return tidy(() => {
    const { clean, epsilon, times, labels, captions, asked } = batchTensors(batch);
    const levels = Array.from(batch.times, (time) => diffusionLevel(schedule, time));
    const shares = rowShares(levels, clean.rank);
    const found = denoiser(withGiven(addNoise(clean, epsilon, shares), clean, asked), times, labels, captions);
    const weights =
      minSnrGamma === undefined
        ? undefined
        : levels.map(({ signal }) => minSnrWeight(signalToNoise(signal ** 2), minSnrGamma, prediction));
    return weightedSquares(found, targetOf(prediction, clean, epsilon, shares), weights, asked);
  });
}

/**
 * The weight of min-SNR-γ on the squared error of a prediction: min(SNR, γ) for x₀, that over SNR for ε, over SNR + 1
 * for v (Hang et al. 2023, section 3.4).
 */
export function minSnrWeight(snr: number, gamma: number, prediction: Prediction): number {
  if (prediction === 'epsilon') return snr <= gamma ? 1 : gamma / snr;
  return prediction === 'x0' ? Math.min(snr, gamma) : Math.min(snr, gamma) / (snr + 1);
}

/** The mean of squared differences over all numbers that are `asked` for (1, and 0 elsewhere), each row weighted. */
export function weightedSquares(found: Tensor, wanted: Tensor, weights?: readonly number[], asked?: Tensor): Scalar {
  const squares = squaredDifference(found, wanted);
  const weighted = weights ? mul(squares, perRow(weights, squares.rank)) : squares;
  return reshape(asked ? div(mean(mul(weighted, asked)), mean(asked)) : mean(weighted), []);
}

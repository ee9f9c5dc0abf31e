import type { Random } from '../random';
import { type Scalar, sub, type Tensor, tidy } from '../tf';
import { batchTensors, type NoisedBatch, rowShares, withGiven } from './batch';
import type { Denoiser } from './denoiser';
import { weightedSquares } from './loss';
import { addNoise, convertPrediction } from './parameterisation';

/**
 * The loss of flow matching with straight paths, which is that of rectified flow (Lipman et al. 2023, eq. 23 with
 * σ_min = 0; Liu et al. 2023, eq. 1): the mean squared error of the velocity. A differentiable scalar.
 *
 * Time runs as in diffusion: `x_t = (1 − t) · clean + t · noise`, so t = 0 is the data, t = 1 the noise, and the velocity is
 * `noise − clean` (Esser et al. 2024). Both papers count the other way. A batch whose noise is what a flow turned
 * into its items straightens that flow (“reflow”, Liu et al. 2023, algorithm 1).
 */
export function flowMatchingLoss(denoiser: Denoiser, batch: NoisedBatch): Scalar {
  return tidy(() => {
    const { clean, epsilon, times, labels, captions, asked } = batchTensors(batch);
    const levels = Array.from(batch.times, (time) => ({ signal: 1 - time, noise: time }));
    const x = withGiven(addNoise(clean, epsilon, rowShares(levels, clean.rank)), clean, asked);
    return weightedSquares(denoiser(x, times, labels, captions), sub(epsilon, clean), undefined, asked);
  });
}

/** The clean data that a velocity at time `t` leads to in a straight line: `x − t · velocity`. */
export const cleanOfVelocity = (velocity: Tensor, x: Tensor, time: number): Tensor =>
  convertPrediction(velocity, 'velocity', 'x0', x, { signal: 1 - time, noise: time });

/** A time of [0, 1), each as likely. */
export const uniformTime = (random: Random): number => random.next();

/** A time whose log-odds are normal: more in the middle, where it is hardest (Esser et al. 2024, eq. 19). */
export const logitNormalTime =
  (mean = 0, deviation = 1) =>
  (random: Random): number =>
    1 / (1 + Math.exp(-(mean + deviation * random.normal())));

/** How much noise each step of a discrete diffusion adds; step `t` is from 0 to `steps − 1`. */
export interface NoiseSchedule {
  /** T. */
  readonly steps: number;
  /** β: the variance of the noise that step `t` adds. */
  readonly beta: Float64Array;
  /** ᾱ: the share of the data's variance that is left after step `t`, `∏ (1 − β)`. */
  readonly alphaBar: Float64Array;
}

export type NoiseScheduleKind = 'linear' | 'cosine' | 'sigmoid';

/** No step removes more than this share of the data's variance (Nichol & Dhariwal 2021, section 3.2). */
const MAXIMUM_BETA = 0.999;

/**
 * A noise schedule of `steps` steps. β is at most 0.999.
 *
 * - `linear`: β rises from 10⁻⁴ to 0.02 over 1,000 steps (Ho et al. 2020), by 1,000 / T times that over T, so that about as
 *   much noise is there at the end (Dhariwal & Nichol 2021).
 * - `cosine`: ᾱ falls as cos², with s = 0.008 (Nichol & Dhariwal 2021, eq. 17).
 * - `sigmoid`: ᾱ falls as a sigmoid from −3 to 3 with temperature 1 (Jabri et al. 2022, after Kingma et al. 2021).
 *
 * @throws RangeError unless `steps` is a whole number from 1.
 */
export function noiseSchedule(kind: NoiseScheduleKind, steps: number): NoiseSchedule {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`A noise schedule cannot have ${steps} steps.`);
  const betaAt = kind === 'linear' ? linear(steps) : falling(kind === 'cosine' ? cosine : sigmoid, steps);
  const beta = Float64Array.from({ length: steps }, (_, step) => Math.min(betaAt(step), MAXIMUM_BETA));
  let left = 1;
  return { steps, beta, alphaBar: beta.map((each) => (left *= 1 - each)) };
}

function linear(steps: number): (step: number) => number {
  const scale = 1000 / steps;
  const [first, last] = [scale * 1e-4, scale * 0.02];
  return (step) => first + ((last - first) * step) / Math.max(1, steps - 1);
}

/** β that makes ᾱ fall as `left` does over [0, 1]. */
function falling(left: (time: number) => number, steps: number): (step: number) => number {
  return (step) => 1 - left((step + 1) / steps) / left(step / steps);
}

const cosine = (time: number) => Math.cos(((time + 0.008) / 1.008) * (Math.PI / 2)) ** 2;

function sigmoid(time: number): number {
  const [start, end] = [logistic(-3), logistic(3)];
  return Math.max((end - logistic(6 * time - 3)) / (end - start), 1e-9);
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The signal-to-noise ratio `ᾱ / (1 − ᾱ)` (Kingma et al. 2021, eq. 2). */
export const signalToNoise = (alphaBar: number): number => alphaBar / (1 - alphaBar);

/** λ: the natural logarithm of the signal-to-noise ratio. DPM-Solver's λ is half of it. */
export const logSignalToNoise = (alphaBar: number): number => Math.log(alphaBar) - Math.log1p(-alphaBar);

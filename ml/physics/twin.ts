import { Matrix } from 'ml-matrix';
import type { Stepper } from './stepper';
import { controlAt, stateAt, stepsOf, type Trajectories, type Trajectory } from './trajectory';
import { type Belief, correct, type Noise, predict } from './unscented';

/** What a twin believed at each step of a stream, and how surprised it was. */
export interface Followed {
  /** `steps × variables`. */
  readonly states: Float64Array;
  /** Normalised innovation squared of each step; 0 at the first, which it takes as it is. */
  readonly surprise: Float64Array;
}

/**
 * Keeps in step with a stream of measurements: foretells each state by `stepper`, and takes the measurement in. What is not measured begins at 0, `unsure` as
 * wide.
 */
export async function follow(
  all: Trajectories,
  stream: Trajectory,
  stepper: Stepper,
  noise: Noise,
  { unsure, breathe }: { readonly unsure: readonly number[]; readonly breathe: (done: number) => Promise<void> },
): Promise<Followed> {
  const width = all.variables.length;
  const steps = stepsOf(all, stream);
  const variances = unsure.map((one) => one ** 2);
  for (const { variable, variance } of noise.seen) variances[variable] = variance;
  const seen = new Set(noise.seen.map(({ variable }) => variable));
  let belief: Belief = {
    mean: Float64Array.from(stateAt(all, stream, 0), (value, at) => (seen.has(at) ? value : 0)),
    covariance: Matrix.diag(variances),
  };
  const states = new Float64Array(steps * width);
  states.set(belief.mean);
  const surprise = new Float64Array(steps);
  for (let step = 1; step < steps; step++) {
    const control = controlAt(all, stream, step - 1);
    const ahead = await predict(belief, noise, (points, count) =>
      stepper({
        count,
        states: points,
        controls: repeated(control, count),
        parameters: repeated(stream.parameters, count),
      }),
    );
    const now = stateAt(all, stream, step);
    const corrected = correct(
      ahead,
      noise,
      noise.seen.map(({ variable }) => now[variable] ?? 0),
    );
    belief = corrected;
    states.set(belief.mean, step * width);
    surprise[step] = corrected.surprise;
    await breathe(step);
  }
  return { states, surprise };
}

function repeated(row: ArrayLike<number>, count: number): Float64Array {
  const all = new Float64Array(row.length * count);
  for (let at = 0; at < all.length; at++) all[at] = row[at % row.length] ?? 0;
  return all;
}

/**
 * The variance of a sensor's noise, told from measurements alone: third differences of what moves smoothly are next to nothing, and those of independent noise
 * have 20 times its variance (von Neumann et al. 1941, with differences of the third order).
 */
export function noiseVariance(all: Trajectories, variable: number): number {
  const width = all.variables.length;
  let [sum, count] = [0, 0];
  for (const { states } of all.runs)
    for (let step = 3; step < states.length / width; step++) {
      const back = (by: number) => states[(step - by) * width + variable] ?? 0;
      sum += (back(0) - 3 * back(1) + 3 * back(2) - back(3)) ** 2;
      count += 1;
    }
  return sum / Math.max(1, count) / 20;
}

/** The mean of the last so many values at each place; of fewer at the beginning. */
export function movingMean(values: ArrayLike<number>, window: number): Float64Array {
  const means = new Float64Array(values.length);
  let sum = 0;
  for (let at = 0; at < values.length; at++) {
    sum += (values[at] ?? 0) - (at >= window ? (values[at - window] ?? 0) : 0);
    means[at] = sum / Math.min(at + 1, window);
  }
  return means;
}

/**
 * The threshold that clean surprises, averaged over a window, go beyond only so rarely: a Gamma distribution is fitted to them by its mean and variance, since the
 * mean of independent χ² is one, and its quantile at so many normal deviations is taken (Wilson & Hilferty 1931); never below the largest that was clean.
 * @throws RangeError for fewer clean values than a window
 */
export function thresholdOf(clean: ArrayLike<number>, window: number, deviations: number): number {
  // The first windows are not full.
  const settled = Array.from(movingMean(clean, window)).slice(window);
  if (settled.length < 2) throw new RangeError(`A threshold needs more than ${window + 1} clean steps.`);
  const mean = settled.reduce((sum, one) => sum + one, 0) / settled.length;
  const variance = settled.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (settled.length - 1);
  if (!(mean > 0) || !(variance > 0)) return mean;
  const shape = mean ** 2 / variance;
  const quantile = mean * Math.max(0, 1 - 1 / (9 * shape) + deviations / Math.sqrt(9 * shape)) ** 3;
  return settled.reduce((most, one) => Math.max(most, one), quantile);
}

/** A stretch of steps in which surprises stay beyond a threshold. */
export interface Alarm {
  readonly from: number;
  readonly to: number;
}

/** Alarms of a stream: where its surprises, averaged over a window, go beyond the threshold. Nothing is said before the first window is full. */
export function alarmsOf(surprise: ArrayLike<number>, window: number, threshold: number): readonly Alarm[] {
  const means = movingMean(surprise, window);
  const alarms: { from: number; to: number }[] = [];
  for (let step = window; step < means.length; step++) {
    if ((means[step] ?? 0) <= threshold) continue;
    const last = alarms.at(-1);
    if (last && last.to === step - 1) last.to = step;
    else alarms.push({ from: step, to: step });
  }
  return alarms;
}

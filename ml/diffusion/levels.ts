import type { NoiseSchedule } from './schedules';

/** One place on the way between data and noise: `x = signal · clean + noise · ε`, and the time that a denoiser is told. */
export interface Level {
  readonly time: number;
  readonly signal: number;
  readonly noise: number;
}

/** Data without noise. Time −1: no denoiser is asked there. */
const clean: Level = { time: -1, signal: 1, noise: 0 };

/**
 * The level after step `time` of a schedule: signal √ᾱ, noise √(1 − ᾱ). Time −1 is the data itself.
 * @throws RangeError for a time that the schedule does not have.
 */
export function diffusionLevel({ alphaBar, steps }: NoiseSchedule, time: number): Level {
  if (time === -1) return clean;
  const left = alphaBar[time];
  if (left === undefined) throw new RangeError(`A schedule of ${steps} steps has no time ${time}.`);
  return { time, signal: Math.sqrt(left), noise: Math.sqrt(1 - left) };
}

/**
 * `steps + 1` levels from the noise to the data. Times are evenly spaced, end in the data, and begin at the last step, where there is
 * least signal (“trailing” in Lin et al. 2024, table 2). Twice the steps pass through the same times and one between each two.
 * @throws RangeError unless `steps` is a whole number from 1 to the schedule's own number.
 */
export function diffusionLevels(schedule: NoiseSchedule, steps: number): Level[] {
  if (!Number.isInteger(steps) || steps < 1 || steps > schedule.steps) {
    throw new RangeError(
      `${steps} steps cannot be taken on a schedule of ${schedule.steps}: take 1 to ${schedule.steps}.`,
    );
  }
  return Array.from({ length: steps + 1 }, (_, index) =>
    diffusionLevel(schedule, Math.round((schedule.steps * (steps - index)) / steps) - 1),
  );
}

/**
 * `steps + 1` levels of a flow, from time 1 (noise) to 0 (data): signal 1 − t, noise t. A `shift` above 1 spends more steps near the
 * noise, as larger images need (Esser et al. 2024, eq. 23).
 * @throws RangeError unless `steps` is a whole number from 1.
 */
export function flowLevels(steps: number, shift = 1): Level[] {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`A flow cannot be followed in ${steps} steps.`);
  return Array.from({ length: steps + 1 }, (_, index) => {
    const even = (steps - index) / steps;
    const time = (shift * even) / (1 + (shift - 1) * even);
    return { time, signal: 1 - time, noise: time };
  });
}

/**
 * For each of these times, the level that lies `further` steps of the grid nearer to the data.
 * @throws RangeError for a time that is not on the grid.
 */
export function levelsAhead(grid: readonly Level[], times: ArrayLike<number>, further: number): Level[] {
  // The times of a batch are floats.
  const indices = new Map(grid.map(({ time }, index) => [Math.fround(time), index]));
  return Array.from(times, (time) => {
    const level = grid[(indices.get(Math.fround(time)) ?? Number.NaN) + further];
    if (!level) throw new RangeError(`The grid of ${grid.length - 1} steps does not go on from time ${time}.`);
    return level;
  });
}

import type { Quantity, SystemName } from './system';

/** One run: a state after each time step, from the first on. */
export interface Trajectory {
  /** Runs that begin alike have the same number. */
  readonly start: number;
  /** Who went this way: `true system`, `surrogate`. */
  readonly by: string;
  /** `steps × variables` numbers, row-major. */
  readonly states: Float64Array;
  /** `steps × controls` numbers: what is set from each step to the next. */
  readonly controls: Float64Array;
  /** One number each. */
  readonly parameters: readonly number[];
  /** What happened at which step. */
  readonly marks?: readonly { readonly step: number; readonly text: string }[];
}

/** Runs of one system. */
export interface Trajectories {
  readonly system: SystemName | null;
  /** Seconds from one state to the next. */
  readonly timeStep: number;
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
  readonly runs: readonly Trajectory[];
}

/** How many states a run has. */
export const stepsOf = (
  { variables }: Pick<Trajectories, 'variables'>,
  { states }: Pick<Trajectory, 'states'>,
): number => states.length / variables.length;

/** The state at a step. It is a view into the run, and is not to be changed. */
export const stateAt = (
  { variables }: Pick<Trajectories, 'variables'>,
  { states }: Pick<Trajectory, 'states'>,
  step: number,
): Float64Array => states.subarray(step * variables.length, (step + 1) * variables.length);

/** What is set from a step on. */
export const controlAt = (
  { controls }: Pick<Trajectories, 'controls'>,
  run: Pick<Trajectory, 'controls'>,
  step: number,
): Float64Array => run.controls.subarray(step * controls.length, (step + 1) * controls.length);

/** Mean and standard deviation of each column of rows; a column that stands still has a deviation of 1, unless another is given for it. */
export function spreadOf(rows: Iterable<ArrayLike<number>>, width: number, still = 1): Spread {
  const [mean, squares] = [new Float64Array(width), new Float64Array(width)];
  let count = 0;
  // Welford 1962.
  for (const row of rows) {
    count += 1;
    for (let at = 0; at < width; at++) {
      const off = (row[at] ?? 0) - (mean[at] ?? 0);
      mean[at] = (mean[at] ?? 0) + off / count;
      squares[at] = (squares[at] ?? 0) + off * ((row[at] ?? 0) - (mean[at] ?? 0));
    }
  }
  const deviation = Array.from(squares, (sum) => Math.sqrt(sum / Math.max(1, count)));
  return { mean: [...mean], deviation: deviation.map((one) => (one > 1e-12 ? one : still)) };
}

export interface Spread {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** All states of all runs. */
export function* statesOf(all: Trajectories): Generator<Float64Array> {
  for (const run of all.runs) for (let step = 0; step < stepsOf(all, run); step++) yield stateAt(all, run, step);
}

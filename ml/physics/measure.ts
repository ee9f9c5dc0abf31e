import { createRandom } from '../random';
import { spreadOf, statesOf, type Trajectories } from './trajectory';

/** What goes wrong with a sensor, from a step on. */
export interface SensorFault {
  readonly kind: 'bias' | 'stuck';
  readonly step: number;
  /** Which variable it measures. */
  readonly variable: number;
  /** A bias, as a share of how far the variable spreads. */
  readonly size: number;
}

/** Who saw it. */
export const MEASURED = 'measured';

/**
 * Runs as sensors see them: each number with normal noise, `noise` times as wide as its variable spreads over all runs, and with a fault where one is given.
 * Noise depends on the seed, the run and the step alone.
 */
export function measure(
  all: Trajectories,
  { noise, fault, seed }: { readonly noise: number; readonly fault?: SensorFault; readonly seed: number | string },
): Trajectories {
  const width = all.variables.length;
  const { deviation } = spreadOf(statesOf(all), width);
  return {
    ...all,
    runs: all.runs.map((run) => {
      const random = createRandom(`${seed}/measure/${run.start}`);
      const states = run.states.map((value, at) => value + noise * (deviation[at % width] ?? 1) * random.normal());
      if (fault) spoil(states, width, fault, fault.size * (deviation[fault.variable] ?? 1));
      const marks = [...(run.marks ?? []), ...(fault ? [{ step: fault.step, text: wordsOf(fault, all) }] : [])];
      return { ...run, by: MEASURED, states, ...(marks.length > 0 && { marks }) };
    }),
  };
}

function spoil(states: Float64Array, width: number, { kind, step, variable }: SensorFault, bias: number): void {
  const held = states[step * width + variable] ?? 0;
  for (let at = step * width + variable; at < states.length; at += width)
    states[at] = kind === 'stuck' ? held : (states[at] ?? 0) + bias;
}

const wordsOf = ({ kind, variable }: SensorFault, { variables }: Trajectories): string =>
  `sensor of “${variables[variable]?.name ?? ''}” ${kind === 'stuck' ? 'stuck' : 'off by a bias'}`;

import { createRandom } from '../random';
import type { Trajectories } from './trajectory';

/** What goes wrong with a sensor, from a step on. */
export interface SensorFault {
  readonly kind: 'bias' | 'stuck';
  readonly step: number;
  /** Which variable it measures. */
  readonly variable: number;
  /** A bias, in the variable’s own unit. */
  readonly size: number;
}

/** Who saw it. */
export const MEASURED = 'measured';

/**
 * Runs as sensors see them: each number with normal noise, `noise` wide in its own unit, and with a fault where one is given. Noise depends on the seed, the run
 * and the step alone.
 */
export function measure(
  all: Trajectories,
  { noise, fault, seed }: { readonly noise: number; readonly fault?: SensorFault; readonly seed: number | string },
): Trajectories {
  const width = all.variables.length;
  return {
    ...all,
    runs: all.runs.map((run) => {
      const random = createRandom(`${seed}/measure/${run.start}`);
      const states = run.states.map((value) => value + noise * random.normal());
      if (fault) spoil(states, width, fault);
      const marks = [...(run.marks ?? []), ...(fault ? [{ step: fault.step, text: wordsOf(fault, all) }] : [])];
      return { ...run, by: MEASURED, states, ...(marks.length > 0 && { marks }) };
    }),
  };
}

function spoil(states: Float64Array, width: number, { kind, step, variable, size }: SensorFault): void {
  const held = states[step * width + variable] ?? 0;
  for (let at = step * width + variable; at < states.length; at += width)
    states[at] = kind === 'stuck' ? held : (states[at] ?? 0) + size;
}

const wordsOf = ({ kind, variable }: SensorFault, { variables }: Trajectories): string =>
  `sensor of “${variables[variable]?.name ?? ''}” ${kind === 'stuck' ? 'stuck' : 'off by a bias'}`;

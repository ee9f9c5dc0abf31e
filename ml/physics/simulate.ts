import { createRandom, type Random } from '../random';
import { advance } from './integrate';
import { drawStart } from './starts';
import { type System, type SystemName, systemOf } from './system';
import { GRAVITY } from './systems/pendulum';
import type { Trajectories, Trajectory } from './trajectory';

export interface Simulation {
  readonly system: SystemName;
  /** Masses in a row, bodies that attract each other, or places along a rod. */
  readonly bodies: number;
  readonly runs: number;
  /** Time steps of each run; it has one state more. */
  readonly steps: number;
  readonly timeStep: number;
  /** In the order of the system's parameters. */
  readonly parameters: readonly number[];
  /** Each parameter of each run is drawn between `value · (1 − spread)` and `value · (1 + spread)`; in the order of the parameters. */
  readonly spread: readonly number[];
  /** How far from rest runs begin, as a multiple of what is usual. */
  readonly reach: number;
  /** How strong it is driven; 0 leaves it alone. */
  readonly drive: number;
  /** From this step on there is so much more friction. */
  readonly friction?: { readonly step: number; readonly more: number };
  readonly seed: number | string;
}

/** Small steps of the integrator in each time step. */
export const SMALL_STEPS = 20;

/**
 * Runs of a system from seeded starts, in float64. Run `n` depends on the seed and `n` alone; they are counted from `first` on.
 * @throws RangeError where more friction is asked of a system without any
 */
export function simulate(options: Simulation, first = 0): Trajectories {
  const system = systemOf(options.system, options.bodies);
  return {
    system: system.name,
    timeStep: options.timeStep,
    variables: system.variables,
    controls: system.controls,
    parameters: system.parameters,
    runs: Array.from({ length: options.runs }, (_, index) => {
      const start = first + index;
      return simulateRun(system, start, options, createRandom(`${options.seed}/run/${start}`));
    }),
  };
}

function simulateRun(system: System, start: number, options: Simulation, random: Random): Trajectory {
  const { steps, timeStep, spread, friction } = options;
  const varied = random.split('parameters');
  const parameters = options.parameters.map((value, at) => value * (1 + (spread[at] ?? 0) * (2 * varied.next() - 1)));
  const begun = drawStart(system.name, options.bodies, options.reach, random.split('start'));
  const driven = drives(system, parameters, options.drive, random.split('drive'));
  const controls = new Float64Array((steps + 1) * system.controls.length);
  for (let step = 0; step <= steps; step++)
    for (let at = 0; at < system.controls.length; at++)
      controls[step * system.controls.length + at] = driven(step * timeStep);
  const worn = friction && moreFriction(system, parameters, friction.more);
  const states = goOn(system, begun, steps, timeStep, {
    controlAt: (step) => controls.subarray(step * system.controls.length, (step + 1) * system.controls.length),
    parametersAt: (step) => (friction && worn && step >= friction.step ? worn : parameters),
  });
  return {
    start,
    by: TRUE_SYSTEM,
    states,
    controls,
    parameters,
    ...(friction && { marks: [{ step: friction.step, text: `friction up by ${friction.more}` }] }),
  };
}

/** Who went the way of a simulation without noise. */
export const TRUE_SYSTEM = 'true system';

/** The true system's states from a first one on: `(steps + 1) × variables`. */
export function goOn(
  system: System,
  first: Float64Array,
  steps: number,
  timeStep: number,
  told: {
    readonly controlAt: (step: number) => ArrayLike<number>;
    readonly parametersAt: (step: number) => readonly number[];
  },
): Float64Array {
  const width = first.length;
  const states = new Float64Array((steps + 1) * width);
  let state = first;
  states.set(state);
  for (let step = 0; step < steps; step++) {
    state = advance(system, state, told.controlAt(step), told.parametersAt(step), timeStep, SMALL_STEPS);
    states.set(state, (step + 1) * width);
  }
  return states;
}

function moreFriction(system: System, parameters: readonly number[], more: number): readonly number[] {
  const which = system.parameters.findIndex(({ name }) => name === 'friction');
  if (which < 0) throw new RangeError(`${system.name} has no friction`);
  return parameters.map((value, at) => (at === which ? value + more : value));
}

/** Three waves slower than the system swings by itself, so that it is moved well and does not run away: their sum is `drive` strong in the mean square. */
function drives(
  system: System,
  parameters: readonly number[],
  drive: number,
  random: Random,
): (time: number) => number {
  const own = slowest(system, parameters);
  const waves = Array.from({ length: 3 }, () => ({
    pace: own * (0.2 + 0.5 * random.next()),
    phase: 2 * Math.PI * random.next(),
  }));
  const height = drive * Math.sqrt(2 / waves.length);
  return (time) => height * waves.reduce((sum, { pace, phase }) => sum + Math.sin(pace * time + phase), 0);
}

/** How fast a system swings by itself at its slowest, rad/s. */
function slowest({ name, variables }: System, [first = 1]: readonly number[]): number {
  if (name === 'pendulum') return Math.sqrt(GRAVITY / first);
  if (name === 'springs') return 2 * Math.sqrt(first) * Math.sin(Math.PI / (variables.length + 2));
  return 0;
}

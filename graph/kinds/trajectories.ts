import type { Kind } from './kind';

/** Something that is measured of a system, or set in it. */
export interface Quantity {
  readonly name: string;
  /** `rad`, `m/s`; empty where it has none. */
  readonly unit: string;
  /** In radians, counted on past a whole turn. */
  readonly angle?: true;
}

/** One run of a system: its states, what was set meanwhile, and how the system was built. */
export interface Trajectory {
  /** Runs that begin alike have the same number, and are seen on top of each other. */
  readonly start: number;
  /** Who went this way: `true system`, `measured`, `surrogate`. */
  readonly by: string;
  /** `steps × variables` numbers, row-major. */
  readonly states: Float64Array;
  /** `steps × controls` numbers: what is set from each step to the next. */
  readonly controls: Float64Array;
  readonly parameters: readonly number[];
  /** What happened at which step. */
  readonly marks?: readonly { readonly step: number; readonly text: string }[];
}

/** Systems that can be simulated, and drawn. */
export type SimulatedSystem = 'pendulum' | 'springs' | 'orbits' | 'heat';

/** Runs of one system, or somebody's own time series. */
export interface Trajectories {
  /** Null of time series whose law nobody told. */
  readonly system: SimulatedSystem | null;
  /** Seconds from one state to the next. */
  readonly timeStep: number;
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
  readonly runs: readonly Trajectory[];
}

export const trajectories: Kind<Trajectories> = {
  name: 'trajectories',
  of: [],
  title: 'Trajectories',
  phrase: 'runs of a system',
  family: 'data',
};

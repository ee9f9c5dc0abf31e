import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';
import type { Quantity, SimulatedSystem } from './trajectories';

/** A network that foretells the next state of a system from its state, and what it was trained on. */
export interface Surrogate extends TrainedNetworks {
  readonly method: 'next-state' | 'neural-ode';
  readonly system: SimulatedSystem | null;
  readonly timeStep: number;
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
  /** How controls and parameters are scaled, one after the other; `varied` says which of them differed in what it learned from. */
  readonly told: {
    readonly mean: readonly number[];
    readonly deviation: readonly number[];
    readonly varied: readonly boolean[];
  };
  /** Deviation of a scaled variable's change in one time step. */
  readonly changes: readonly number[];
  /** What is a linear function of what the network sees, and how large what it leaves is. */
  readonly linear: { readonly map: readonly (readonly number[])[]; readonly rest: readonly number[] };
  /** Of a graph network, which sees bodies and what joins them, however many there are: `shares` is what they have in common of the linear part. */
  readonly bodies?: {
    readonly axes: number;
    readonly joined: 'row' | 'pairs';
    readonly rounds: number;
    readonly shares: readonly (readonly number[])[];
  };
}

export const surrogate: Kind<Surrogate> = {
  name: 'surrogate',
  of: [],
  title: 'Surrogate',
  phrase: 'a learned surrogate of a system',
  family: 'network',
};

import { heat } from './systems/heat';
import { orbits } from './systems/orbits';
import { pendulum } from './systems/pendulum';
import { springs } from './systems/springs';

export type SystemName = 'pendulum' | 'springs' | 'orbits' | 'heat';

/** Something that is measured of a system, or set in it. */
export interface Quantity {
  readonly name: string;
  /** `rad`, `m/s`; empty where it has none. */
  readonly unit: string;
  /** In radians, counted on past a whole turn: what depends on it depends on its sine and cosine. */
  readonly angle?: true;
}

/** The law of a system, in float64. Its numbers stand in the order of `variables`, `controls` and `parameters`. */
export interface System {
  readonly name: SystemName;
  /** Of a system with places and velocities the first half are places, the second half their velocities, in the same order. */
  readonly variables: readonly Quantity[];
  readonly controls: readonly Quantity[];
  readonly parameters: readonly Quantity[];
  /** The rate of change of each variable, written to `into`. */
  rates(state: Float64Array, control: ArrayLike<number>, parameters: ArrayLike<number>, into: Float64Array): void;
  /** Whether accelerations depend on places alone, so that a symplectic integrator keeps the energy. */
  conservative(parameters: ArrayLike<number>, control: ArrayLike<number>): boolean;
  /** What an undisturbed system keeps, and what it is called. */
  readonly kept: { readonly name: string; readonly unit: string };
  keptOf(state: ArrayLike<number>, parameters: ArrayLike<number>): number;
}

/**
 * The system of a name with so many bodies, or places along a rod; a pendulum has one.
 * @throws RangeError where there is no such system
 */
export function systemOf(name: SystemName, bodies: number): System {
  switch (name) {
    case 'pendulum':
      return pendulum;
    case 'springs':
      return springs(bodies);
    case 'orbits':
      return orbits(bodies);
    case 'heat':
      return heat(bodies);
  }
}

/** How many bodies, or places, a system with so many variables has. */
export const bodiesOf = (name: SystemName, variables: number): number =>
  ({ pendulum: 1, springs: variables / 2, orbits: variables / 4, heat: variables })[name];

import { advance } from './integrate';
import { SMALL_STEPS } from './simulate';
import { bodiesOf, type SystemName, systemOf } from './system';

/**
 * What foretells the next states of many at once: `count × variables` numbers, with `count × controls` that are set meanwhile and `count × parameters`, to
 * `count × variables`. The true system is one, a surrogate another.
 */
export type Stepper = (told: {
  readonly count: number;
  readonly states: Float64Array;
  readonly controls: Float64Array;
  readonly parameters: Float64Array;
}) => Promise<Float64Array>;

/** The true system as a stepper, in float64. */
export function trueStepper(name: SystemName, variables: number, timeStep: number): Stepper {
  const system = systemOf(name, bodiesOf(name, variables));
  const [c, p] = [system.controls.length, system.parameters.length];
  return async ({ count, states, controls, parameters }) => {
    const next = new Float64Array(states.length);
    for (let row = 0; row < count; row++) {
      const state = states.slice(row * variables, (row + 1) * variables);
      const control = controls.subarray(row * c, (row + 1) * c);
      const own = parameters.subarray(row * p, (row + 1) * p);
      next.set(advance(system, state, control, own, timeStep, SMALL_STEPS), row * variables);
    }
    return next;
  };
}

import type { System } from './system';

/** The classical Runge–Kutta method (Kutta 1901): `state` after `seconds`, in so many equal steps; its error falls with the fourth power of their length. */
export function rungeKutta(
  { rates }: Pick<System, 'rates'>,
  state: Float64Array,
  control: ArrayLike<number>,
  parameters: ArrayLike<number>,
  seconds: number,
  steps: number,
): Float64Array {
  const h = seconds / steps;
  const now = Float64Array.from(state);
  const [k1, k2, k3, k4] = [0, 1, 2, 3].map(() => new Float64Array(now.length)) as Four;
  const shifted = new Float64Array(now.length);
  const shift = (k: Float64Array, by: number) => {
    for (let at = 0; at < now.length; at++) shifted[at] = (now[at] ?? 0) + by * (k[at] ?? 0);
    return shifted;
  };
  for (let step = 0; step < steps; step++) {
    rates(now, control, parameters, k1);
    rates(shift(k1, h / 2), control, parameters, k2);
    rates(shift(k2, h / 2), control, parameters, k3);
    rates(shift(k3, h), control, parameters, k4);
    for (let at = 0; at < now.length; at++)
      now[at] = (now[at] ?? 0) + (h / 6) * ((k1[at] ?? 0) + 2 * (k2[at] ?? 0) + 2 * (k3[at] ?? 0) + (k4[at] ?? 0));
  }
  return now;
}

type Four = [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * Leapfrog (velocity Verlet), composed to the fourth order (Yoshida 1990, eq. 4.4): symplectic, so that over any time the energy strays no further than in one
 * turn. Right only where accelerations depend on places alone.
 */
export function leapfrog(
  { rates }: Pick<System, 'rates'>,
  state: Float64Array,
  control: ArrayLike<number>,
  parameters: ArrayLike<number>,
  seconds: number,
  steps: number,
): Float64Array {
  const half = state.length / 2;
  const now = Float64Array.from(state);
  const found = new Float64Array(now.length);
  const kick = (by: number) => {
    rates(now, control, parameters, found);
    for (let at = half; at < now.length; at++) now[at] = (now[at] ?? 0) + by * (found[at] ?? 0);
  };
  const h = seconds / steps;
  for (let step = 0; step < steps; step++)
    for (const part of PARTS) {
      kick((part * h) / 2);
      for (let at = 0; at < half; at++) now[at] = (now[at] ?? 0) + part * h * (now[half + at] ?? 0);
      kick((part * h) / 2);
    }
  return now;
}

const OUTER = 1 / (2 - Math.cbrt(2));
const PARTS = [OUTER, 1 - 2 * OUTER, OUTER];

/** A system's state after one step of a recording: by leapfrog where that is right, otherwise by Runge–Kutta, in so many small steps. */
export const advance = (
  system: System,
  state: Float64Array,
  control: ArrayLike<number>,
  parameters: ArrayLike<number>,
  seconds: number,
  small: number,
): Float64Array =>
  (system.conservative(parameters, control) ? leapfrog : rungeKutta)(
    system,
    state,
    control,
    parameters,
    seconds,
    small,
  );

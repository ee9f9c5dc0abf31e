import type { Quantity, System } from '../system';

/** Bodies in a plane that attract each other by Newton's law, in units in which the constant of gravitation is 1: places x, y of each, then velocities. */
export function orbits(bodies: number): System {
  const each = (name: string): Quantity[] =>
    Array.from({ length: bodies }, (_, body) =>
      ['x', 'y'].map((axis) => ({ name: `${name}${axis} ${body + 1}`, unit: '' })),
    ).flat();
  return {
    name: 'orbits',
    variables: [...each(''), ...each('velocity ')],
    controls: [],
    parameters: Array.from({ length: bodies }, (_, body) => ({ name: `mass ${body + 1}`, unit: '' })),
    rates(state, _control, masses, into) {
      const half = 2 * bodies;
      for (let at = 0; at < half; at++) {
        into[at] = state[half + at] ?? 0;
        into[half + at] = 0;
      }
      for (let one = 0; one < bodies; one++)
        for (let other = 0; other < bodies; other++) {
          if (one === other) continue;
          const [dx, dy] = apart(state, one, other);
          const pull = (masses[other] ?? 0) / Math.hypot(dx, dy) ** 3;
          into[half + 2 * one] = (into[half + 2 * one] ?? 0) + pull * dx;
          into[half + 2 * one + 1] = (into[half + 2 * one + 1] ?? 0) + pull * dy;
        }
    },
    conservative: () => true,
    kept: { name: 'energy', unit: '' },
    keptOf(state, masses) {
      let sum = 0;
      for (let one = 0; one < bodies; one++) {
        const [vx, vy] = [state[2 * (bodies + one)] ?? 0, state[2 * (bodies + one) + 1] ?? 0];
        sum += ((masses[one] ?? 0) * (vx ** 2 + vy ** 2)) / 2;
        for (let other = one + 1; other < bodies; other++)
          sum -= ((masses[one] ?? 0) * (masses[other] ?? 0)) / Math.hypot(...apart(state, one, other));
      }
      return sum;
    },
  };
}

/** From one body to another. */
const apart = (state: ArrayLike<number>, one: number, other: number): [number, number] => [
  (state[2 * other] ?? 0) - (state[2 * one] ?? 0),
  (state[2 * other + 1] ?? 0) - (state[2 * one + 1] ?? 0),
];

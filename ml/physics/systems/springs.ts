import type { Quantity, System } from '../system';

/**
 * Equal masses in a row, each joined to the next and the outer ones to walls by equal springs: xᵢ″ = stiffness · (xᵢ₋₁ − 2 xᵢ + xᵢ₊₁) − friction · xᵢ′, with
 * x₀ = xₙ₊₁ = 0, where x is how far a mass is from its rest. A push moves the first mass. Energy is that of a unit of mass.
 */
export function springs(masses: number): System {
  const each = (name: string, unit: string): Quantity[] =>
    Array.from({ length: masses }, (_, mass) => ({ name: `${name} ${mass + 1}`, unit }));
  return {
    name: 'springs',
    variables: [...each('place', 'm'), ...each('velocity', 'm/s')],
    controls: [{ name: 'push', unit: 'm/s²' }],
    parameters: [
      { name: 'stiffness', unit: '1/s²' },
      { name: 'friction', unit: '1/s' },
    ],
    rates(state, { 0: push = 0 }, { 0: stiffness = 1, 1: friction = 0 }, into) {
      for (let mass = 0; mass < masses; mass++) {
        const [left, here, right] = [
          mass === 0 ? 0 : (state[mass - 1] ?? 0),
          state[mass] ?? 0,
          mass === masses - 1 ? 0 : (state[mass + 1] ?? 0),
        ];
        const velocity = state[masses + mass] ?? 0;
        into[mass] = velocity;
        into[masses + mass] = stiffness * (left - 2 * here + right) - friction * velocity + (mass === 0 ? push : 0);
      }
    },
    conservative: ({ 1: friction = 0 }) => friction === 0,
    kept: { name: 'energy', unit: 'm²/s²' },
    keptOf(state, { 0: stiffness = 1 }) {
      let sum = 0;
      for (let spring = 0; spring <= masses; spring++) {
        const stretch = (spring === masses ? 0 : (state[spring] ?? 0)) - (spring === 0 ? 0 : (state[spring - 1] ?? 0));
        sum += (stiffness * stretch ** 2) / 2;
      }
      for (let mass = 0; mass < masses; mass++) sum += (state[masses + mass] ?? 0) ** 2 / 2;
      return sum;
    },
  };
}

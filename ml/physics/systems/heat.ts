import type { System } from '../system';

/**
 * The heat equation along a rod of length 1 whose ends are held at 0, at equally spaced places inside it (method of lines): Tᵢ′ = diffusivity · (Tᵢ₋₁ − 2 Tᵢ + Tᵢ₊₁)
 * / Δx², with Δx = 1 / (places + 1).
 */
export function heat(places: number): System {
  const perSquare = (places + 1) ** 2;
  return {
    name: 'heat',
    variables: Array.from({ length: places }, (_, place) => ({ name: `temperature ${place + 1}`, unit: 'K' })),
    controls: [],
    parameters: [{ name: 'diffusivity', unit: 'm²/s' }],
    rates(state, _control, { 0: diffusivity = 0 }, into) {
      for (let place = 0; place < places; place++) {
        const left = place === 0 ? 0 : (state[place - 1] ?? 0);
        const right = place === places - 1 ? 0 : (state[place + 1] ?? 0);
        into[place] = diffusivity * perSquare * (left - 2 * (state[place] ?? 0) + right);
      }
    },
    // It has no velocities.
    conservative: () => false,
    kept: { name: 'heat', unit: 'K m' },
    keptOf: (state) => Array.from(state).reduce((sum, one) => sum + one, 0) / (places + 1),
  };
}

import { bind } from '../flows/flow';
import { initialInvertibleLinear, invertibleLinear } from '../flows/invertible-linear';
import { createRandom } from '../random';
import { flowLayer } from './flow-layer';
import { required } from './initial';
import { type Params, sizeParam } from './params';

/**
 * A learned matrix over channels, in the parts of its LU decomposition: `[B, …, channels]` to the same (Kingma & Dhariwal 2018, section 3.2).
 * It begins as a rotation, which is the same for every seed: its signs and its permutation are not learned, and have to fit the weights.
 * Params: `channels`, `rotation` (a number of its own for each of a network, so that they differ).
 */
export const invertibleLinearLayer = flowLayer({
  parameters(params) {
    const channels = sizeParam(params, 'channels');
    return [
      { name: 'lower', shape: [channels, channels] },
      { name: 'upper', shape: [channels, channels] },
      { name: 'logDiagonal', shape: [channels] },
    ];
  },
  initialise: (spec, _random, params) => {
    const { lower, upper, logDiagonal } = rotationOf(params);
    return Float32Array.from(required<Float32Array>({ lower, upper, logDiagonal }, spec.name));
  },
  flow(weights, params) {
    const { signs, rows } = rotationOf(params);
    return bind(invertibleLinear, {
      lower: required(weights, 'lower'),
      upper: required(weights, 'upper'),
      logDiagonal: required(weights, 'logDiagonal'),
      signs,
      rows,
    });
  },
});

/** Decomposed once for each operation, not at every step. */
const rotations = new WeakMap<Params, ReturnType<typeof initialInvertibleLinear>>();

function rotationOf(params: Params): ReturnType<typeof initialInvertibleLinear> {
  const found = rotations.get(params);
  if (found) return found;
  const random = createRandom(`rotation/${sizeParam(params, 'rotation')}`);
  const made = initialInvertibleLinear(random, sizeParam(params, 'channels'));
  rotations.set(params, made);
  return made;
}

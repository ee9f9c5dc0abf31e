import {
  abs,
  add,
  clipByValue,
  expandDims,
  matMul,
  mul,
  range,
  relu,
  reshape,
  slice,
  sub,
  sum,
  type Tensor,
} from '../tf';
import { onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/** Which two coordinates each plane lies along. */
const PLANES = { xy: [0, 1], xz: [0, 2], yz: [1, 2] } as const;

/**
 * Places in the cube from −1 to 1 as features: `[B, 3] → [B, channels]`. Each place is laid onto three planes of learned features, `resolution` points each way from
 * edge to edge, read there bilinearly, and the three are summed (Chan et al. 2022, §3.1). What lies outside the cube is read at its edge.
 * Params: `resolution`, `channels`.
 */
export const triplane: Layer = {
  parameters(params) {
    const [points, channels] = [sizeParam(params, 'resolution'), sizeParam(params, 'channels')];
    return Object.keys(PLANES).map((plane) => ({ name: `${plane}.weight`, shape: [points, points * channels] }));
  },

  initialise({ shape }, random) {
    return Float32Array.from(
      { length: shape.reduce((product, size) => product * size, 1) },
      () => 0.1 * random.normal(),
    );
  },

  forward(inputs, weights, params) {
    const x = onlyInput(inputs);
    const batch = x.shape[0] ?? 0;
    const [points, channels] = [sizeParam(params, 'resolution'), sizeParam(params, 'channels')];
    const shares = [0, 1, 2].map((axis) => hats(slice(x, [0, axis], [batch, 1]), points));
    const planes = Object.entries(PLANES).map(([plane, [along, across]]) => {
      const [first, second] = [shares[along], shares[across]];
      if (!first || !second) throw new RangeError(`no plane ${plane}`);
      // One product reads a line of the plane for each place, the other a point of the line.
      const lines = reshape(matMul(first, required(weights, `${plane}.weight`)), [batch, points, channels]);
      return sum(mul(lines, expandDims(second, 2)), 1); // (B, channels)
    });
    return planes.reduce((all, plane) => add(all, plane));
  },

  keeps: (params) => 3 * sizeParam(params, 'resolution') * (1 + sizeParam(params, 'channels')),
};

/** What share each of `points` equally spaced ones has of a coordinate, by linear interpolation: `[B, 1] → [B, points]`; all but two are 0. */
function hats(coordinate: Tensor, points: number): Tensor {
  const place = mul(add(clipByValue(coordinate, -1, 1), 1), (points - 1) / 2);
  return relu(sub(1, abs(sub(place, expandDims(range(0, points), 0)))));
}

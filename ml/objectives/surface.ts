import { runNetwork } from '../forward';
import { centreOf, type Grid, levelAt, SURFACE } from '../geometry/grid';
import type { Network } from '../network';
import { add, mean, mul, neg, relu, sub, tensor1d, tensor2d } from '../tf';
import type { Objective } from './objective';

/** A solid as it is learned from: how far its surface is, cut off, and at which cells it is nearer than that. */
export interface KnownSolid {
  readonly grid: Grid;
  readonly near: Uint32Array;
}

/** A solid by its grid of truncated distances. @throws RangeError where no cell is near a surface */
export function knownSolid(grid: Grid): KnownSolid {
  const near = Uint32Array.from(
    [...grid.values.keys()].filter((at) => (grid.values[at] ?? 0) > 0 && (grid.values[at] ?? 0) < 1),
  );
  if (near.length === 0) throw new RangeError('There is no surface in the cube.');
  return { grid, near };
}

/** Places, `count × 3`, which solid each is of, and how far its surface is from there, −1 to 1. */
export interface Places {
  readonly count: number;
  readonly places: Float32Array;
  readonly solids: Int32Array;
  readonly distances: Float32Array;
}

/**
 * Tell how far the surface of a solid is from places in the cube, in units of the reach at which distances are cut off: the mean absolute error, where what is said beyond
 * a distance that was cut off is no error (Park et al. 2019, eq. 4, but that a place near the surface always has a slope, however far off the network is). Half of all places are near the surface, the others anywhere. Of several solids the network is told which: its table of classes holds a code of
 * each (auto-decoder, §4.2).
 */
export const surfaceObjective = (network: Network): Objective<readonly KnownSolid[], Places> => ({
  draw(all, count, random) {
    const [places, solids, distances] = [new Float32Array(3 * count), new Int32Array(count), new Float32Array(count)];
    for (let row = 0; row < count; row++) {
      const which = random.int(all.length);
      const solid = all[which];
      if (!solid) throw new RangeError('There is no solid to learn from.');
      const { grid, near } = solid;
      const { side } = grid;
      const cell = row % 2 === 0 ? (near[random.int(near.length)] ?? 0) : random.int(side ** 3);
      const [x = 0, y = 0, z = 0] = [cell % side, Math.floor(cell / side) % side, Math.floor(cell / side ** 2)].map(
        (at) => centreOf(at, side) + (2 * random.next() - 1) / side,
      );
      places.set([x, y, z], 3 * row);
      solids[row] = which;
      distances[row] = 2 * (SURFACE - levelAt(grid, x, y, z));
    }
    return { count, places, solids, distances };
  },
  size: ({ count }) => count,
  loss(_all, weights, { count, places, solids, distances }, context) {
    const told = runNetwork(
      network,
      weights,
      { input: tensor2d(places, [count, 3]), label: tensor1d(solids, 'int32') },
      context,
    );
    const off = sub(told.reshape([count]), tensor1d(distances));
    const above = mul(relu(off), tensor1d(distances.map((one) => Number(one < 1))));
    const below = mul(relu(neg(off)), tensor1d(distances.map((one) => Number(one > -1))));
    return mean(add(above, below)).asScalar();
  },
});

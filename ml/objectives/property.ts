import { runNetwork } from '../forward';
import { inputOf } from '../molecules/foretell';
import type { MoleculeGraph } from '../molecules/graphs';
import type { Network } from '../network';
import { mean, type Scalar, square, sub, tensor2d } from '../tf';
import type { Objective } from './objective';

/** Molecules with what was measured of each. */
export interface MeasuredGraphs {
  readonly graphs: readonly MoleculeGraph[];
  /** In deviations from the mean, one a graph. */
  readonly values: Float32Array;
}

/** Foretell a number of each graph: the squared error, in the mean over the batch. */
export const propertyObjective = (network: Network, room: number): Objective<MeasuredGraphs, MeasuredGraphs> => ({
  draw({ graphs, values }, batchSize, random) {
    const drawn = Array.from({ length: batchSize }, () => random.int(graphs.length));
    return {
      graphs: drawn.flatMap((index) => graphs[index] ?? []),
      values: Float32Array.from(drawn, (index) => values[index] ?? 0),
    };
  },
  size: ({ graphs }) => graphs.length,
  loss(_all, weights, { graphs, values }, context): Scalar {
    const said = runNetwork(network, weights, { input: inputOf(graphs, room) }, context);
    return mean(square(sub(said, tensor2d(values, [values.length, 1])))).asScalar();
  },
});

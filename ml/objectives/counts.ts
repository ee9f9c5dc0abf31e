import { runNetwork } from '../forward';
import type { Network } from '../network';
import { exp, mean, mul, reshape, type Scalar, sub, tensor1d, tensor2d } from '../tf';
import type { Objective } from './objective';

/** Rows of numbers, `count × width`, and how many there were of something in each. */
export interface Counted {
  readonly width: number;
  readonly count: number;
  readonly known: Float32Array;
  readonly orders: Float32Array;
}

/** Foretell counts: the network gives the logarithm of a mean, and the loss is the negative log-likelihood of Poisson's law but for what no weight changes. */
export const countObjective = (network: Network): Objective<Counted, Counted> => ({
  draw({ width, count, known, orders }, batchSize, random) {
    const rows = Array.from({ length: batchSize }, () => random.int(count));
    const batch = new Float32Array(batchSize * width);
    for (const [at, row] of rows.entries()) batch.set(known.subarray(row * width, (row + 1) * width), at * width);
    return { width, count: batchSize, known: batch, orders: Float32Array.from(rows, (row) => orders[row] ?? 0) };
  },
  size: ({ count }) => count,
  loss(_all, weights, { known, orders, count, width }, context): Scalar {
    const logs = reshape(runNetwork(network, weights, { input: tensor2d(known, [count, width]) }, context), [count]);
    return mean(sub(exp(logs), mul(logs, tensor1d(orders)))).asScalar();
  },
});

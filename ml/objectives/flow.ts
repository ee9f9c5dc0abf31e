import { type Arrays, takeArrays } from '../arrays';
import { logLikelihood } from '../flows/likelihood';
import { runFlow } from '../flows/run';
import { labelOf } from '../labels';
import type { Network } from '../network';
import { mean, sub, type Tensor, tensor } from '../tf';
import type { Objective } from './objective';

export interface FlowObjectiveOptions {
  /** `log |det|` of the scaling that examples went through before, of an item: losses are then those of the examples as they were given. */
  readonly logScaling?: number;
}

/**
 * Exact maximum likelihood: the mean negative log-density in nats an item, by the change of variables (Rezende & Mohamed 2015, eq. 5; Dinh et al. 2017,
 * eq. 2 – 3), of the items before they were scaled. Where the network is told the class it is the density given the class.
 */
export const flowLikelihood = (
  network: Network,
  { logScaling = 0 }: FlowObjectiveOptions = {},
): Objective<Arrays, Arrays> => ({
  draw(data, batchSize, random) {
    if (data.count < 1) throw new RangeError('There is no item to train on.');
    const rows = Int32Array.from({ length: batchSize }, () => random.int(data.count));
    return takeArrays(data, rows);
  },
  size: ({ count }) => count,
  loss: (_all, weights, batch) => sub(-logScaling, mean(logDensities(network, weights, batch))).asScalar(),
});

/** The log-density of each item in nats, `[B]`, as it was scaled. Differentiable; runs within a `tidy`. */
export function logDensities(network: Network, weights: Readonly<Record<string, Tensor>>, items: Arrays): Tensor {
  const flow = runFlow(network, weights, labelOf(network, items.labels));
  return logLikelihood(flow.forward(tensor(items.data, [items.count, ...items.shape])));
}

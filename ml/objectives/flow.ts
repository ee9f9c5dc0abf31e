import { type Arrays, drawArrays } from '../arrays';
import { fitActNorms } from '../flows/fit-act-norms';
import { bitsPerDimension, dequantise, logLikelihood } from '../flows/likelihood';
import { runFlow } from '../flows/run';
import { labelOf } from '../labels';
import { type Network, sizeOf } from '../network';
import type { Random } from '../random';
import { add, mean, mul, sub, type Tensor, tensor } from '../tf';
import type { Objective } from './objective';

export interface FlowObjectiveOptions {
  /** `log |det|` of the scaling that examples went through before, of an item: losses are then those of the examples as they were given. */
  readonly logScaling?: number;
  /** Examples have numbers 0 … 1 in so many steps, as pixels have: the loss is then of the steps, in bits for each number. */
  readonly levels?: number;
}

/** Items whose first ActNorms are fitted to. */
const FIRST = 256;

/**
 * Exact maximum likelihood: the mean negative log-density in nats an item, by the change of variables (Rezende & Mohamed 2015, eq. 5; Dinh et al. 2017,
 * eq. 2 – 3), of the items before they were scaled; of numbers in steps the bound on that of the steps, in bits a number (Theis et al. 2016). Where the
 * network is told the class it is the density given the class.
 */
export function flowLikelihood(
  network: Network,
  { logScaling = 0, levels }: FlowObjectiveOptions = {},
): Objective<Arrays, Arrays> {
  const draw = (data: Arrays, batchSize: number, random: Random): Arrays => {
    const items = drawArrays(data, batchSize, random);
    return levels === undefined ? items : { ...items, data: dequantise(items.data, levels, random) };
  };
  return {
    draw,
    begin: (weights, data, random) => fitActNorms(network, weights, draw(data, FIRST, random)),
    size: ({ count }) => count,
    loss(_all, weights, batch) {
      const nats = mean(logDensities(network, weights, batch));
      if (levels === undefined) return sub(-logScaling, nats).asScalar();
      const bits = (of: number) => bitsPerDimension(of, sizeOf(batch.shape), levels);
      return add(mul(nats, bits(1) - bits(0)), bits(0)).asScalar();
    },
  };
}

/** The log-density of each item in nats, `[B]`, as it was scaled. Differentiable; runs within a `tidy`. */
export function logDensities(network: Network, weights: Readonly<Record<string, Tensor>>, items: Arrays): Tensor {
  const flow = runFlow(network, weights, labelOf(network, items.labels));
  return logLikelihood(flow.forward(tensor(items.data, [items.count, ...items.shape])));
}

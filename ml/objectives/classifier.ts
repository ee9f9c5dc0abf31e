import { type Arrays, drawArrays } from '../arrays';
import { runNetwork } from '../forward';
import { crossEntropy } from '../functions/cross-entropy';
import type { Network } from '../network';
import {
  add,
  argMax,
  cast,
  equal,
  logSoftmax,
  mean,
  mul,
  neg,
  type Scalar,
  type Tensor,
  tensor,
  tensor1d,
} from '../tf';
import type { LossContext, Objective } from './objective';

export interface ClassifierOptions {
  /** ε: so much of the probability is asked to be spread over all classes alike (Szegedy et al. 2016, section 7). 0 where left out. */
  readonly smoothing?: number;
}

/** Tell classes apart: the cross-entropy of the labels in nats an example, and besides it the `accuracy`, 0 to 1. */
export const classification = (
  network: Network,
  { smoothing = 0 }: ClassifierOptions = {},
): Objective<Arrays, Arrays> & Required<Pick<Objective<Arrays, Arrays>, 'measures'>> => {
  const logitsOf = (weights: Readonly<Record<string, Tensor>>, items: Arrays, context: LossContext) =>
    runNetwork(network, weights, { input: tensor(items.data, [items.count, ...items.shape]) }, context);
  return {
    draw: drawArrays,
    size: ({ count }) => count,
    loss(_all, weights, items, context): Scalar {
      const logits = logitsOf(weights, items, context);
      const hard = crossEntropy(logits, labelsOf(items));
      if (smoothing === 0) return hard;
      const even = neg(mean(logSoftmax(logits)));
      return add(mul(hard, 1 - smoothing), mul(even, smoothing)).asScalar();
    },
    measures(weights, items, context) {
      const judged = cast(argMax(logitsOf(weights, items, context), -1), 'int32');
      return { accuracy: mean(cast(equal(judged, labelsOf(items)), 'float32')).asScalar() };
    },
  };
};

/** @throws RangeError where items have no labels */
function labelsOf({ labels }: Arrays): Tensor {
  if (!labels) throw new RangeError('These items have no labels.');
  return tensor1d(labels, 'int32');
}

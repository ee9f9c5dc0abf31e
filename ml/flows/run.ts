import { weightsOf } from '../forward';
import { layerOf } from '../layers';
import { isFlowLayer } from '../layers/flow-layer';
import { type Network, NetworkError } from '../network';
import type { Tensor } from '../tf';
import { type BoundStep, chain } from './flow';

/** What a flow is told besides the examples: their classes, int32. */
export interface FlowTold {
  readonly label?: Tensor;
}

/**
 * A network all of whose operations can be undone, as one step of a flow: `forward` leads from examples to the latent space, `inverse` back. The weights
 * are tensors by full name. @throws NetworkError that names the operation which cannot be undone, or is not next to the one before
 */
export function runFlow(network: Network, weights: Readonly<Record<string, Tensor>>, told: FlowTold = {}): BoundStep {
  let before = 'input';
  const steps = network.operations.map((operation) => {
    const layer = layerOf(operation);
    if (!isFlowLayer(layer)) throw new NetworkError('cannot be undone, and so is no part of a flow.', operation.id);
    const [from, ...names] = operation.inputs;
    if (from !== before) throw new NetworkError('does not follow the operation before it, as in a flow.', operation.id);
    before = operation.id;
    const given = names.map((name) => {
      const value = name === 'label' ? told.label : undefined;
      if (!value) throw new NetworkError(`is to be told the ${name}, and was not.`, operation.id);
      return value;
    });
    return layer.flow(weightsOf(operation, weights), operation.params, given);
  });
  if (steps.length === 0) throw new NetworkError('a flow has at least one layer.');
  return chain(steps);
}

import { weightsOf } from '../forward';
import { layerOf } from '../layers';
import { isFlowLayer } from '../layers/flow-layer';
import type { LayerWeights } from '../layers/layer';
import { type Network, NetworkError, type Operation } from '../network';
import type { Tensor } from '../tf';
import { type BoundStep, chain, type NestingStep } from './flow';

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
    if (operation.inputs[0] !== before)
      throw new NetworkError('does not follow the operation before it, as in a flow.', operation.id);
    before = operation.id;
    return stepOf(operation, weightsOf(operation, weights), told);
  });
  if (steps.length === 0) throw new NetworkError('a flow has at least one layer.');
  return chain(steps);
}

/** The step of one operation, by its own weights. @throws NetworkError where it has none, or is not told what it needs */
export function stepOf(operation: Operation, weights: LayerWeights, told: FlowTold): BoundStep | NestingStep {
  const layer = layerOf(operation);
  if (!isFlowLayer(layer)) throw new NetworkError('cannot be undone, and so is no part of a flow.', operation.id);
  const given = operation.inputs.slice(1).map((name) => {
    const value = name === 'label' ? told.label : undefined;
    if (!value) throw new NetworkError(`is to be told the ${name}, and was not.`, operation.id);
    return value;
  });
  return layer.flow(weights, operation.params, given);
}

import { type BoundStep, isNesting, type NestingStep } from '../flows/flow';
import { NetworkError } from '../network';
import type { Tensor } from '../tf';
import type { Layer, LayerWeights } from './layer';
import type { Params } from './params';

/** A layer that can be undone. As any other it has a `forward`, which gives what the next layer is given, and no determinant; a flow asks for the step itself. */
export interface FlowLayer extends Layer {
  /** The step with these weights. `told`: what the operation takes besides the examples, such as their classes. */
  flow(weights: LayerWeights, params: Params, told: readonly Tensor[]): BoundStep | NestingStep;
}

/** A flow layer from all but its `forward`, which is the step's. */
export const flowLayer = (parts: Omit<FlowLayer, 'forward'>): FlowLayer => ({
  ...parts,
  forward([x, ...told], weights, params) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const step = parts.flow(weights, params, told);
    return isNesting(step) ? step.enter(x) : step.forward(x).y;
  },
});

/** Whether a layer can be undone. */
export const isFlowLayer = (layer: Layer): layer is FlowLayer => 'flow' in layer;

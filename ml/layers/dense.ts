import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { add, reshape } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, linearSpecs, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, flagOf, sizeParam } from './params';

/**
 * One dense layer over the numbers of each example, `[B, …] → [B, width]`, with an activation. A second input, a vector `[B, width]` of what the network is told,
 * is added before it; with `residual` the layer adds to what came in (He et al. 2015). A stack of them is an `mlp`.
 * Params: `inputs`, `width`, `activation`, `residual`.
 */
export const dense: Layer = {
  parameters: (params) => linearSpecs('layer', sizeParam(params, 'inputs'), sizeParam(params, 'width'), true),

  initialise: (spec, random) =>
    spec.name.endsWith('.bias') ? constantValues(spec, 0) : uniformValues(spec, random, Math.SQRT2),

  forward([x, situation], weights, params) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const row = reshape(x, [x.shape[0] ?? 0, sizeParam(params, 'inputs')]);
    const mapped = linear(row, required(weights, 'layer.weight'), required(weights, 'layer.bias'));
    const active = activate(situation ? add(mapped, situation) : mapped, choiceOf(params, 'activation', ACTIVATIONS));
    return flagOf(params, 'residual', false) ? add(row, active) : active;
  },

  keeps: (params) => sizeParam(params, 'width'),
};

import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { add, reshape, type Tensor } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, linearSpecs, required, uniformValues } from './initial';
import type { Layer, LayerWeights } from './layer';
import { choiceOf, flagOf, type Params, sizeParam } from './params';
import { isTable, tableValues, toldSpecs, toldVector } from './told';

/**
 * A multilayer perceptron over the numbers of each example: `[B, …] → [B, width]`, `layers` dense layers with an activation after each. Told the time, the
 * class or a caption, it adds a learned vector of each before every activation, as denoisers do (Ho et al. 2020, appendix B). With `residual`, each layer after the
 * first adds to what came in (He et al. 2015). Every op in it can be differentiated twice, as a gradient penalty needs.
 * Params: `inputs`, `width`, `layers`, `activation`, `residual`, `time`, `classes`, `words`.
 */
export const mlp: Layer = {
  parameters(params) {
    const [inputs, width] = [sizeParam(params, 'inputs'), sizeParam(params, 'width')];
    return [
      ...Array.from({ length: sizeParam(params, 'layers') }, (_, index) =>
        linearSpecs(`layer${index}`, index === 0 ? inputs : width, width, true),
      ).flat(),
      ...toldSpecs(params, width),
    ];
  },

  initialise(spec, random) {
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    return isTable(spec) ? tableValues(spec, random) : uniformValues(spec, random, Math.sqrt(2));
  },

  forward: runMlp,

  keeps: (params) => sizeParam(params, 'layers') * sizeParam(params, 'width'),
};

/** The function itself, also where an MLP is a part of another layer: `inputs` are the examples, and what it is told. */
export function runMlp([x, ...told]: readonly Tensor[], weights: LayerWeights, params: Params): Tensor {
  if (!x) throw new NetworkError('takes an input, and has none.');
  const dense = (from: Tensor, name: string) =>
    linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
  const situation = toldVector(told, weights, params);
  const activation = choiceOf(params, 'activation', ACTIVATIONS);

  let h = reshape(x, [x.shape[0] ?? 0, sizeParam(params, 'inputs')]);
  for (let index = 0; index < sizeParam(params, 'layers'); index++) {
    const mapped = dense(h, `layer${index}`);
    const active = activate(situation ? add(mapped, situation) : mapped, activation);
    h = index > 0 && flagOf(params, 'residual', true) ? add(h, active) : active;
  }
  return h;
}

import { linear } from '../functions/linear';
import { NetworkError } from '../network';
import { add, mul, reshape, split, type Tensor } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, linearSpecs, required, uniformValues } from './initial';
import type { Layer, LayerWeights } from './layer';
import { choiceOf, flagOf, type Params, sizeParam } from './params';
import { toldSpecs, toldVector } from './told';

/**
 * A multilayer perceptron over the numbers of each example: `[B, …] → [B, width]`, `layers` dense layers with an activation after each. Told the time or
 * the class, it scales and shifts what each layer gives before its activation, by a map of its own of one learned vector of both: FiLM (Perez et al. 2018,
 * eq. 1 – 2), as denoisers do (Dhariwal & Nichol 2021, section 3). With `residual`, each layer after the first adds to what came in (He et al. 2015). Every
 * op in it can be differentiated twice, as a gradient penalty needs.
 * Params: `inputs`, `width`, `layers`, `activation`, `residual`, `time`, `classes`.
 */
export const mlp: Layer = {
  parameters(params) {
    const [inputs, width] = [sizeParam(params, 'inputs'), sizeParam(params, 'width')];
    const told = toldSpecs(params, width);
    return [
      ...Array.from({ length: sizeParam(params, 'layers') }, (_, index) =>
        linearSpecs(`layer${index}`, index === 0 ? inputs : width, width, true),
      ).flat(),
      ...told,
      ...(told.length === 0
        ? []
        : Array.from({ length: sizeParam(params, 'layers') }, (_, index) =>
            linearSpecs(`film${index}`, width, 2 * width, true),
          ).flat()),
    ];
  },

  initialise(spec, random) {
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    if (spec.name.startsWith('film')) return uniformValues(spec, random, 0.5);
    return uniformValues(spec, random, spec.name.startsWith('classes') ? 1 : Math.sqrt(2));
  },

  forward: runMlp,
};

/** The function itself, also where an MLP is a part of another layer: `inputs` are the examples, and what it is told. */
export function runMlp([x, ...told]: readonly Tensor[], weights: LayerWeights, params: Params): Tensor {
  if (!x) throw new NetworkError('takes an input, and has none.');
  const dense = (from: Tensor, name: string) =>
    linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
  const vector = toldVector(told, weights, params);
  const situation = vector && activate(vector, 'silu');
  const activation = choiceOf(params, 'activation', ACTIVATIONS);

  let h = reshape(x, [x.shape[0] ?? 0, sizeParam(params, 'inputs')]);
  for (let index = 0; index < sizeParam(params, 'layers'); index++) {
    const mapped = dense(h, `layer${index}`);
    const active = activate(situation ? film(mapped, dense(situation, `film${index}`)) : mapped, activation);
    h = index > 0 && flagOf(params, 'residual', true) ? add(h, active) : active;
  }
  return h;
}

/** `(1 + γ) h + β`, with γ and β side by side. */
function film(h: Tensor, modulation: Tensor): Tensor {
  const [scale, shift] = split(modulation, 2, 1);
  return scale && shift ? add(mul(h, add(scale, 1)), shift) : h;
}

import { gelu } from '../functions/gelu';
import { silu } from '../functions/silu';
import { swiglu } from '../functions/swiglu';
import { relu, type Tensor } from '../tf';
import { dropRandomly } from './drop-randomly';
import { linearSpecs, linearValues, onlyInput } from './initial';
import type { Layer } from './layer';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';
import { project } from './project';

const ACTIVATIONS = ['gelu', 'silu', 'relu', 'swiglu'] as const;

/**
 * Two linear maps with a non-linear function between, for each token: `[B, T, width]` to the same. `swiglu` has a third
 * map, the gate: `(silu(x · gate) ⊙ x · up) · down` (Shazeer 2020).
 * Params: `width`, `hidden`, `activation`, `dropout`, `bias`, `residualScale`.
 */
export const feedForward: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    const hidden = sizeParam(params, 'hidden');
    const bias = flagOf(params, 'bias', true);
    return [
      ...(isGated(params) ? linearSpecs('gate', width, hidden, bias) : []),
      ...linearSpecs('up', width, hidden, bias),
      ...linearSpecs('down', hidden, width, bias),
    ];
  },

  initialise(spec, random, params) {
    const scale = spec.name === 'down.weight' ? numberOf(params, 'residualScale', 1) : 1;
    return linearValues(spec, random, scale);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const map = (name: string, from: Tensor) => project(name, from, weights, params, context);
    const hidden = isGated(params) ? swiglu(map('gate', x), map('up', x)) : activate(map('up', x), params);
    return dropRandomly(map('down', hidden), numberOf(params, 'dropout', 0), context);
  },
};

const isGated = (params: Params): boolean => choiceOf(params, 'activation', ACTIVATIONS) === 'swiglu';

function activate(x: Tensor, params: Params): Tensor {
  const activation = choiceOf(params, 'activation', ACTIVATIONS);
  if (activation === 'gelu') return gelu(x);
  return activation === 'relu' ? relu(x) : silu(x);
}

import { exactGelu, gelu, quickGelu } from '../functions/gelu';
import { silu } from '../functions/silu';
import { swiglu } from '../functions/swiglu';
import { relu, type Tensor } from '../tf';
import { dropRandomly } from './drop-randomly';
import { linearSpecs, linearValues, onlyInput } from './initial';
import type { Layer } from './layer';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';
import { project } from './project';

/** Those of published encoders: the exact GELU, and CLIP’s. */
const PUBLISHED = ['gelu-exact', 'gelu-quick'] as const;
const ACTIVATIONS = ['gelu', 'silu', 'relu', 'swiglu', ...PUBLISHED] as const;

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
    const hidden = isGated(params) ? swiglu(map('gate', x), map('up', x)) : bend(map('up', x), params, 'activation');
    return dropRandomly(map('down', hidden), numberOf(params, 'dropout', 0), context);
  },
};

const isGated = (params: Params): boolean => choiceOf(params, 'activation', ACTIVATIONS) === 'swiglu';

/** Bends every number as the setting `name` says. */
export function bend(x: Tensor, params: Params, name: string): Tensor {
  switch (choiceOf(params, name, ['gelu', 'silu', 'relu', ...PUBLISHED])) {
    case 'gelu':
      return gelu(x);
    case 'silu':
      return silu(x);
    case 'relu':
      return relu(x);
    case 'gelu-exact':
      return exactGelu(x);
    case 'gelu-quick':
      return quickGelu(x);
  }
}

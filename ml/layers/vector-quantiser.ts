import { quantise } from '../vae/quantise';
import { onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/**
 * Puts the nearest entry of a codebook in the place of each vector, `[B, …, width]` as it came (van den Oord et al. 2017). Gradients pass straight through.
 * Params: `entries`, `width`.
 */
export const vectorQuantiser: Layer = {
  parameters: (params) => [{ name: 'codebook', shape: [sizeParam(params, 'entries'), sizeParam(params, 'width')] }],
  // Spread about as wide as what a network gives at first.
  initialise: (spec, random) =>
    new Float32Array(spec.shape.reduce((size, length) => size * length, 1)).map(() => random.normal() / 2),
  forward: (inputs, weights) => quantise(onlyInput(inputs), required(weights, 'codebook')).value,
};

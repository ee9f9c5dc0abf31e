import { onSphere, quantise } from '../vae/quantise';
import { onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/**
 * Puts the nearest entry of a codebook in the place of each vector, `[B, …, width]` as it came (van den Oord et al. 2017), both on a sphere (Yu et al. 2022).
 * Gradients pass straight through.
 * Params: `entries`, `width`.
 */
export const vectorQuantiser: Layer = {
  parameters: (params) => [{ name: 'codebook', shape: [sizeParam(params, 'entries'), sizeParam(params, 'width')] }],
  // Only their directions count: short ones turn fast.
  initialise: (spec, random) =>
    new Float32Array(spec.shape.reduce((size, length) => size * length, 1)).map(() => random.normal() / 5),
  forward: (inputs, weights) => quantise(onSphere(onlyInput(inputs)), onSphere(required(weights, 'codebook'))).value,
};

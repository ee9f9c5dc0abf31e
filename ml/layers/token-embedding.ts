import { embedding } from '../functions/embedding';
import { normalValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/** A learned vector for each token: ids `[B, T]` to `[B, T, width]`. Params: `vocabulary`, `width`. */
export const tokenEmbedding: Layer = {
  parameters: (params) => [{ name: 'weight', shape: [sizeParam(params, 'vocabulary'), sizeParam(params, 'width')] }],
  initialise: (spec, random) => normalValues(spec, random),
  forward: (inputs, weights) => embedding(required(weights, 'weight'), onlyInput(inputs)),
};

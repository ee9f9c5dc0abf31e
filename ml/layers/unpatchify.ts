import { linear } from '../functions/linear';
import { fromPatches } from '../functions/patches';
import { constantValues, linearSpecs, required } from './initial';
import type { Layer } from './layer';
import { modulatedEnd, modulatedEndSpecs } from './modulation';
import { sizeParam } from './params';

/**
 * Makes a square of pixels of each token and puts the squares together: `[B, places, tokenWidth] → [B, height, width, outputs]`. With `norm`, a layer norm
 * comes before, with `told` modulated by a second input `[B, tokenWidth]`, as a diffusion transformer ends (Peebles & Xie 2023, section 3.2), whose first
 * values, 0, this has too. Params: `height`, `width`, `outputs`, `patch`, `tokenWidth`, `norm`, `told`.
 */
export const unpatchify: Layer = {
  parameters(params) {
    const [tokenWidth, patch] = [sizeParam(params, 'tokenWidth'), sizeParam(params, 'patch')];
    return [
      ...modulatedEndSpecs(params, tokenWidth),
      ...linearSpecs('pixels', tokenWidth, patch ** 2 * sizeParam(params, 'outputs'), true),
    ];
  },

  initialise: (spec) => constantValues(spec, 0),

  forward(inputs, weights, params, context) {
    const prepared = modulatedEnd(inputs, weights, params, context);
    const patches = linear(prepared, required(weights, 'pixels.weight'), required(weights, 'pixels.bias'));
    return fromPatches(patches, sizeParam(params, 'height'), sizeParam(params, 'width'), sizeParam(params, 'patch'));
  },
};

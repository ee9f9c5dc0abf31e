import { linear } from '../functions/linear';
import { fromTubelets } from '../functions/tubelets';
import { constantValues, linearSpecs, required } from './initial';
import type { Layer } from './layer';
import { modulatedEnd, modulatedEndSpecs } from './modulation';
import { sizeParam } from './params';
import { cutOf } from './tubelets';

/**
 * Makes a tubelet of numbers of each token and puts the tubelets together: `[B, tokens, tokenWidth] → [B, frames, height, width, outputs]`, after a layer norm, which
 * with `told` a second input `[B, tokenWidth]` modulates, as a diffusion transformer ends (Peebles & Xie 2023, section 3.2). All first values are 0. Params: `frames`,
 * `height`, `width`, `outputs`, `span`, `patch`, `tokenWidth`, `told`.
 */
export const untubelets: Layer = {
  parameters(params) {
    const [tokenWidth, { span, patch }] = [sizeParam(params, 'tokenWidth'), cutOf(params)];
    return [
      ...modulatedEndSpecs(params, tokenWidth),
      ...linearSpecs('pixels', tokenWidth, span * patch ** 2 * sizeParam(params, 'outputs'), true),
    ];
  },

  initialise: (spec) => constantValues(spec, 0),

  forward(inputs, weights, params, context) {
    const prepared = modulatedEnd(inputs, weights, params, context);
    const numbers = linear(prepared, required(weights, 'pixels.weight'), required(weights, 'pixels.bias'));
    return fromTubelets(numbers, cutOf(params));
  },
};

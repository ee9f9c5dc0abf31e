import { linear } from '../functions/linear';
import { fromPatches } from '../functions/patches';
import { silu } from '../functions/silu';
import { NetworkError } from '../network';
import type { Tensor } from '../tf';
import { constantValues, linearSpecs, required } from './initial';
import type { Layer } from './layer';
import { modulate, modulationParts, plainNorm, toldPair } from './modulation';
import { flagOf, type Params, sizeParam } from './params';

/**
 * Makes a square of pixels of each token and puts the squares together: `[B, places, tokenWidth] → [B, height, width, outputs]`. With `norm`, a layer norm
 * comes before, with `told` modulated by a second input `[B, tokenWidth]`, as a diffusion transformer ends (Peebles & Xie 2023, section 3.2), whose first
 * values, 0, this has too. Params: `height`, `width`, `outputs`, `patch`, `tokenWidth`, `norm`, `told`.
 */
export const unpatchify: Layer = {
  parameters(params) {
    const [tokenWidth, patch] = [sizeParam(params, 'tokenWidth'), sizeParam(params, 'patch')];
    return [
      ...(isTold(params) ? linearSpecs('modulation', tokenWidth, 2 * tokenWidth, true) : []),
      ...linearSpecs('pixels', tokenWidth, patch ** 2 * sizeParam(params, 'outputs'), true),
    ];
  },

  initialise: (spec) => constantValues(spec, 0),

  forward(inputs, weights, params, context) {
    const dense = (from: Tensor, name: string) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const patches = dense(prepared(), 'pixels');
    return fromPatches(patches, sizeParam(params, 'height'), sizeParam(params, 'width'), sizeParam(params, 'patch'));

    function prepared(): Tensor {
      const [first] = inputs;
      if (!first) throw new NetworkError('takes an input, and has none.');
      const normal = flagOf(params, 'norm', true) ? plainNorm(first, context) : first;
      if (!isTold(params)) return normal;
      const [, told] = toldPair(inputs);
      const [shift, scale] = modulationParts(dense(silu(told), 'modulation'), 2) as [Tensor, Tensor];
      return modulate(normal, shift, scale);
    }
  },
};

const isTold = (params: Params): boolean => flagOf(params, 'told', false);

import { linear } from '../functions/linear';
import { askedFor, lastNorm } from './heads';
import { constantValues, linearSpecs, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/**
 * One number for each token, `[B, T, width]` to `[B, T, 1]`: what a text is worth to here (Ziegler et al. 2019: a linear function of the last vector); or one
 * for each of some `classes`, its logit. It begins at 0 everywhere. Params: `width`, `classes` (1 where left out), `norm`, `bias` (of the norm), as a language head has them.
 */
export const scoreHead: Layer = {
  parameters: (params) => [
    ...lastNorm.parameters(params),
    ...linearSpecs('output', sizeParam(params, 'width'), sizeParam(params, 'classes', 1), true),
  ],
  initialise: (spec, random, params) => lastNorm.initialise(spec, random, params) ?? constantValues(spec, 0),
  forward(inputs, weights, params, context) {
    const x = lastNorm.forward(askedFor(onlyInput(inputs), context), weights, params, context);
    return linear(x, required(weights, 'output.weight'), weights['output.bias']);
  },
};

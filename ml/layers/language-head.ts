import { linear } from '../functions/linear';
import type { ParameterSpec } from '../network';
import { matMul, reshape } from '../tf';
import { askedFor, lastNorm } from './heads';
import { normalValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/**
 * Scores for the next token: a last norm, then a projection to the vocabulary, `[B, T, width]` to `[B, T, vocabulary]`.
 * Tied, it projects with the token embedding's own weight, `[vocabulary, width]` (Press & Wolf 2017); otherwise with one
 * of its own, `[width, vocabulary]`. As in GPT-2 and Llama the projection has no bias; `bias` is that of the norm.
 * Params: `width`, `vocabulary`, `tied`, `norm` ('layer-norm', 'rms-norm', 'none'), `bias`, `epsilon`.
 */
export const languageHead: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    const vocabulary = sizeParam(params, 'vocabulary');
    const projection: ParameterSpec = flagOf(params, 'tied', false)
      ? { name: 'weight', shape: [vocabulary, width], ...tie(params) }
      : { name: 'weight', shape: [width, vocabulary] };
    return [...lastNorm.parameters(params), projection];
  },

  initialise(spec, random, params) {
    return lastNorm.initialise(spec, random, params) ?? normalValues(spec, random);
  },

  forward(inputs, weights, params, context) {
    const x = askedFor(onlyInput(inputs), context);
    const normal = lastNorm.forward(x, weights, params, context);
    const weight = required(weights, 'weight');
    if (!flagOf(params, 'tied', false)) return linear(normal, weight);
    const [vocabulary = 0, width = 0] = weight.shape;
    const rows = matMul(reshape(normal, [-1, width]), weight, false, true);
    return reshape(rows, [...x.shape.slice(0, -1), vocabulary]);
  },
};

/** The parameter it is tied to, where the settings say so; a network's description says so in any case. */
const tie = (params: Params) => (typeof params.tiedTo === 'string' ? { tiedTo: params.tiedTo } : {});

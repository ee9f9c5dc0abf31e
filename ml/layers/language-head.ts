import { embedding } from '../functions/embedding';
import { linear } from '../functions/linear';
import type { ParameterSpec } from '../network';
import { matMul, reshape, slice, type Tensor } from '../tf';
import { normalValues, onlyInput, partOf, required, within } from './initial';
import type { Layer } from './layer';
import { norm } from './norm';
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
    return [...(hasNorm(params) ? within('norm', norm.parameters(normParams(params))) : []), projection];
  },

  initialise(spec, random, params) {
    if (!spec.name.startsWith('norm.')) return normalValues(spec, random);
    return norm.initialise({ ...spec, name: spec.name.slice('norm.'.length) }, random, normParams(params));
  },

  forward(inputs, weights, params, context) {
    const all = onlyInput(inputs);
    const x = context.places ? atPlaces(all, context.places) : context.lastOnly ? lastToken(all) : all;
    const normal = hasNorm(params) ? norm.forward([x], partOf('norm', weights), normParams(params), context) : x;
    const weight = required(weights, 'weight');
    if (!flagOf(params, 'tied', false)) return linear(normal, weight);
    const [vocabulary = 0, width = 0] = weight.shape;
    const rows = matMul(reshape(normal, [-1, width]), weight, false, true);
    return reshape(rows, [...x.shape.slice(0, -1), vocabulary]);
  },
};

/** The parameter it is tied to, where the settings say so; a network's description says so in any case. */
const tie = (params: Params) => (typeof params.tiedTo === 'string' ? { tiedTo: params.tiedTo } : {});
const hasNorm = (params: Params): boolean => params.norm !== 'none';
const normParams = (params: Params): Params => ({ ...params, kind: params.norm });

function lastToken(x: Tensor): Tensor {
  const [batch = 0, tokens = 0, width = 0] = x.shape;
  return tokens === 1 ? x : slice(x, [0, tokens - 1, 0], [batch, 1, width]);
}

/** What stands at some places of all rows, `[1, N, width]`. */
function atPlaces(x: Tensor, places: Tensor): Tensor {
  const width = x.shape.at(-1) ?? 0;
  return reshape(embedding(reshape(x, [-1, width]), places), [1, -1, width]);
}

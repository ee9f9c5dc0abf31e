import { codedOf } from '../functions/coded';
import { linear } from '../functions/linear';
import { linearInt8 } from '../functions/linear-int8';
import type { ParameterSpec } from '../network';
import { add, matMul, reshape } from '../tf';
import { bend } from './feed-forward';
import { askedFor, lastNorm } from './heads';
import { linearSpecs, linearValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/**
 * Scores for the next token: a last norm, then a projection to the vocabulary, `[B, T, width]` to `[B, T, vocabulary]`.
 * Tied, it projects with the token embedding's own weight, `[vocabulary, width]` (Press & Wolf 2017); otherwise with one
 * of its own, `[width, vocabulary]`. As in GPT-2 and Llama the projection has no bias; `bias` is that of the norm. BERT’s has one, `projectionBias`, and
 * before the norm a dense layer, `transform`, which names what it is bent by (Devlin et al. 2019’s code).
 * Params: `width`, `vocabulary`, `tied`, `norm` ('layer-norm', 'rms-norm', 'none'), `bias`, `epsilon`, `transform`, `projectionBias`.
 */
export const languageHead: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    const vocabulary = sizeParam(params, 'vocabulary');
    const projection: ParameterSpec = flagOf(params, 'tied', false)
      ? { name: 'weight', shape: [vocabulary, width], ...tie(params) }
      : { name: 'weight', shape: [width, vocabulary] };
    return [
      ...(hasTransform(params) ? linearSpecs('transform', width, width, true) : []),
      ...lastNorm.parameters(params),
      projection,
      ...(flagOf(params, 'projectionBias', false) ? [{ name: 'bias', shape: [vocabulary] }] : []),
    ];
  },

  initialise(spec, random, params) {
    return lastNorm.initialise(spec, random, params) ?? linearValues(spec, random);
  },

  forward(inputs, weights, params, context) {
    const asked = askedFor(onlyInput(inputs), context);
    const x = hasTransform(params)
      ? bend(linear(asked, required(weights, 'transform.weight'), weights['transform.bias']), params, 'transform')
      : asked;
    const bias = weights.bias;
    const normal = lastNorm.forward(x, weights, params, context);
    const weight = required(weights, 'weight');
    if (!flagOf(params, 'tied', false)) return linear(normal, weight, bias);
    const coded = codedOf(weight);
    if (coded) {
      const scores = linearInt8(normal, coded);
      return bias ? add(scores, bias) : scores;
    }
    const [vocabulary = 0, width = 0] = weight.shape;
    const rows = matMul(reshape(normal, [-1, width]), weight, false, true);
    return reshape(bias ? add(rows, bias) : rows, [...x.shape.slice(0, -1), vocabulary]);
  },
};

const hasTransform = (params: Params): boolean => params.transform !== undefined;

/** The parameter it is tied to, where the settings say so; a network's description says so in any case. */
const tie = (params: Params) => (typeof params.tiedTo === 'string' ? { tiedTo: params.tiedTo } : {});

import { add, tidy } from '../tf';
import { attention } from './attention';
import { feedForward } from './feed-forward';
import { onlyInput, partOf, within } from './initial';
import type { Layer, LayerContext } from './layer';
import { norm } from './norm';
import type { Params } from './params';

/**
 * A pre-norm transformer block (GPT-2; Xiong et al. 2020), `[B, T, width]` to the same:
 * `x + attention(norm(x))`, then `x + feedForward(norm(x))`. Its parameters are those of its parts, named
 * `attentionNorm.…`, `attention.…`, `feedForwardNorm.…`, `feedForward.…`.
 * Params: those of attention and feed-forward, and `norm` ('layer-norm', 'rms-norm'), `epsilon`.
 */
export const transformerBlock: Layer = {
  parameters: (params) => [
    ...within('attentionNorm', norm.parameters(normParams(params))),
    ...within('attention', attention.parameters(params)),
    ...within('feedForwardNorm', norm.parameters(normParams(params))),
    ...within('feedForward', feedForward.parameters(params)),
  ],

  initialise(spec, random, params) {
    const [part = '', ...rest] = spec.name.split('.');
    const own = { ...spec, name: rest.join('.') };
    if (part === 'attention') return attention.initialise(own, random, params);
    if (part === 'feedForward') return feedForward.initialise(own, random, params);
    return norm.initialise(own, random, normParams(params));
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const part = (name: string): LayerContext => ({ ...context, scope: `${context.scope}.${name}` });
    const normParameters = normParams(params);
    // Each half's inner values go with it, so that only one half's are there at once.
    const between = tidy(() => {
      const normal = norm.forward([x], partOf('attentionNorm', weights), normParameters, context);
      return add(x, attention.forward([normal], partOf('attention', weights), params, part('attention')));
    });
    const normal = norm.forward([between], partOf('feedForwardNorm', weights), normParameters, context);
    const thought = feedForward.forward([normal], partOf('feedForward', weights), params, part('feedForward'));
    return add(between, thought);
  },
};

const normParams = (params: Params): Params => ({ ...params, kind: params.norm });

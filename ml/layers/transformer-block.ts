import { add, type Tensor, tidy } from '../tf';
import { attention } from './attention';
import { feedForward } from './feed-forward';
import { onlyInput, partOf, within } from './initial';
import type { Layer, LayerContext } from './layer';
import { norm } from './norm';
import { choiceOf, type Params } from './params';

/**
 * A pre-norm transformer block (GPT-2; Xiong et al. 2020), `[B, T, width]` to the same:
 * `x + attention(norm(x))`, then `x + feedForward(norm(x))`; or a post-norm one (Vaswani et al. 2017; BERT): `norm(x + attention(x))`, then
 * `norm(x + feedForward(x))`. Its parameters are those of its parts, named `attentionNorm.…`, `attention.…`, `feedForwardNorm.…`, `feedForward.…`.
 * Params: those of attention and feed-forward, and `norm` ('layer-norm', 'rms-norm'), `epsilon`, `normPlace` ('pre', 'post').
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
    const half = (name: 'attention' | 'feedForward', layer: Layer, from: Tensor): Tensor => {
      const even = (given: Tensor) =>
        norm.forward([given], partOf(`${name}Norm`, weights), normParams(params), context);
      const found = (given: Tensor) => layer.forward([given], partOf(name, weights), params, part(name));
      return isPost(params) ? even(add(from, found(from))) : add(from, found(even(from)));
    };
    // Each half's inner values go with it, so that only one half's are there at once.
    const between = tidy(() => half('attention', attention, x));
    return half('feedForward', feedForward, between);
  },
};

const isPost = (params: Params): boolean => choiceOf(params, 'normPlace', ['pre', 'post']) === 'post';
const normParams = (params: Params): Params => ({ ...params, kind: params.norm });

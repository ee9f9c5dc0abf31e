import { attentionProbabilities, mixValues } from '../functions/attend';
import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { NetworkError } from '../network';
import { add, mul, reshape, type Tensor, tanh } from '../tf';
import { feedForward } from './feed-forward';
import { constantValues, linearSpecs, partOf, required, within, xavierValues } from './initial';
import type { Layer } from './layer';
import { type Params, sizeParam } from './params';

/**
 * Words look at a picture between two blocks of a language model (Alayrac et al. 2022, Flamingo, figure 4): `[B, T, width]` and tokens of the picture
 * `[B, seen, width]` to `y = x + tanh(α)·attention(norm(x) → norm(seen))`, then `y + tanh(β)·feedForward(norm(y))`. α and β, one number each, begin at 0: a
 * language model that gets such layers says at first exactly what it said without them. Every word sees the whole picture, so nothing is masked. Params:
 * `width`, `heads`, `hidden`. Captures `picture [B, heads, T, seen]`, how much each word looks at each token.
 */
export const gatedCrossAttention: Layer = {
  parameters(params) {
    const { width } = settings(params);
    return [
      ...['wordsNorm', 'tokensNorm', 'feedForwardNorm'].flatMap((name) => [
        { name: `${name}.weight`, shape: [width] },
        { name: `${name}.bias`, shape: [width] },
      ]),
      ...['query', 'key', 'value', 'output'].flatMap((name) => linearSpecs(name, width, width, true)),
      { name: 'alpha', shape: [1] },
      ...within('feedForward', feedForward.parameters(params)),
      { name: 'beta', shape: [1] },
    ];
  },

  initialise(spec, random, params) {
    if (spec.name === 'alpha' || spec.name === 'beta') return constantValues(spec, 0);
    if (spec.name.endsWith('Norm.weight')) return constantValues(spec, 1);
    const [part = '', ...rest] = spec.name.split('.');
    if (part === 'feedForward') return feedForward.initialise({ ...spec, name: rest.join('.') }, random, params);
    return spec.name.endsWith('.bias') ? constantValues(spec, 0) : xavierValues(spec, random);
  },

  forward([x, picture], weights, params, context) {
    if (!x || !picture) throw new NetworkError('is to be told what a picture shows, and was given nothing.');
    const { width, heads } = settings(params);
    const batch = x.shape[0] ?? 0;
    const even = (name: string, from: Tensor) =>
      layerNorm(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`), 1e-5);
    const part = (name: string, from: Tensor) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const inHeads = (name: string, from: Tensor) => reshape(part(name, from), [batch, -1, heads, width / heads]);
    const gated = (gate: string, found: Tensor) => mul(found, tanh(required(weights, gate)));
    const seen = even('tokensNorm', reshape(picture, [batch, -1, width]));
    const queries = inHeads('query', even('wordsNorm', x));
    const probabilities = attentionProbabilities(queries, inHeads('key', seen), undefined);
    context.capture?.('picture', probabilities);
    const mixed = reshape(mixValues(probabilities, inHeads('value', seen)), x.shape);
    const between = add(x, gated('alpha', part('output', mixed)));
    const thought = feedForward.forward([even('feedForwardNorm', between)], partOf('feedForward', weights), params, {
      ...context,
      scope: `${context.scope}.feedForward`,
    });
    return add(between, gated('beta', thought));
  },
};

function settings(params: Params) {
  const [width, heads] = [sizeParam(params, 'width'), sizeParam(params, 'heads')];
  if (width % heads !== 0) throw new NetworkError(`a width of ${width} does not divide into ${heads} heads.`);
  return { width, heads };
}

import { attentionProbabilities, mixValues } from '../functions/attend';
import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { add, concat, reshape, type Tensor, tile } from '../tf';
import { feedForward } from './feed-forward';
import {
  constantValues,
  linearSpecs,
  normalValues,
  onlyInput,
  partOf,
  required,
  within,
  xavierValues,
} from './initial';
import type { Layer } from './layer';
import { type Params, sizeParam } from './params';

/** Queries begin as far apart as tokens of cells do, so that each looks elsewhere. */
const APART = 0.1;

/**
 * A perceiver resampler (Alayrac et al. 2022, Flamingo, figure 5; BLIP-2’s Q-Former asks in the same way): however many tokens `[B, T, width]` come in, `queries`
 * learned ones come out, `[B, queries, width]`. Each looks at all tokens and at the other queries, `q + attention(norm(q), [norm(x); norm(q)])`, and then
 * `q + feedForward(norm(q))`. Params: `width`, `heads`, `queries`, `hidden`. Captures `probabilities [B, heads, queries, T + queries]`.
 */
export const resampler: Layer = {
  parameters(params) {
    const { width, queries } = sizes(params);
    return [
      { name: 'queries', shape: [queries, width] },
      ...['tokensNorm', 'queriesNorm', 'feedForwardNorm'].flatMap((name) => [
        { name: `${name}.weight`, shape: [width] },
        { name: `${name}.bias`, shape: [width] },
      ]),
      ...['query', 'key', 'value', 'output'].flatMap((name) => linearSpecs(name, width, width, true)),
      ...within('feedForward', feedForward.parameters(params)),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name === 'queries') return normalValues(spec, random, APART / 0.02);
    if (spec.name.endsWith('Norm.weight')) return constantValues(spec, 1);
    const [part = '', ...rest] = spec.name.split('.');
    if (part === 'feedForward') return feedForward.initialise({ ...spec, name: rest.join('.') }, random, params);
    return spec.name.endsWith('.bias') ? constantValues(spec, 0) : xavierValues(spec, random);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const { width, heads, queries } = sizes(params);
    const batch = x.shape[0] ?? 0;
    const part = (name: string, from: Tensor) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const even = (name: string, from: Tensor) =>
      layerNorm(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`), 1e-5);
    const inHeads = (from: Tensor) => reshape(from, [batch, -1, heads, width / heads]);
    const asked = tile(reshape(required(weights, 'queries'), [1, queries, width]), [batch, 1, 1]);
    const asking = even('queriesNorm', asked);
    const seen = concat([even('tokensNorm', x), asking], 1);
    const probabilities = attentionProbabilities(inHeads(part('query', asking)), inHeads(part('key', seen)), undefined);
    context.capture?.('probabilities', probabilities);
    const found = reshape(mixValues(probabilities, inHeads(part('value', seen))), [batch, queries, width]);
    const between = add(asked, part('output', found));
    const thought = feedForward.forward([even('feedForwardNorm', between)], partOf('feedForward', weights), params, {
      ...context,
      scope: `${context.scope}.feedForward`,
    });
    return add(between, thought);
  },
};

const sizes = (params: Params) => ({
  width: sizeParam(params, 'width'),
  heads: sizeParam(params, 'heads'),
  queries: sizeParam(params, 'queries'),
});

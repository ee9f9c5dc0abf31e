import { linear } from '../functions/linear';
import { silu } from '../functions/silu';
import { add, mul, type Tensor, tidy } from '../tf';
import { attention } from './attention';
import { feedForward } from './feed-forward';
import { constantValues, linearSpecs, partOf, required, within, xavierValues } from './initial';
import type { Layer, LayerContext } from './layer';
import { modulate, modulationParts, plainNorm, toldPair } from './modulation';
import { type Params, sizeParam } from './params';

/**
 * A block of a diffusion transformer with adaLN-Zero (Peebles & Xie 2023, section 3.2): tokens `[B, places, width]` and what they are told, `[B, width]`, to
 * tokens. Attention and feed-forward are each told by a shift and a scale before, and a gate after. The six begin at 0, so that a new block changes nothing.
 * Params: `width`, `heads`, `hidden`. Captures `probabilities [B, heads, places, places]`.
 */
export const ditBlock: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    return [
      ...linearSpecs('modulation', width, 6 * width, true),
      ...within('attention', attention.parameters(attentionParams(params))),
      ...within('feedForward', feedForward.parameters(feedForwardParams(params))),
    ];
  },

  initialise: (spec, random) =>
    spec.name.startsWith('modulation') || spec.name.endsWith('.bias')
      ? constantValues(spec, 0)
      : xavierValues(spec, random),

  forward(inputs, weights, params, context) {
    const [x, told] = toldPair(inputs);
    const part = (name: string): LayerContext => ({ ...context, scope: `${context.scope}.${name}` });
    const six = linear(silu(told), required(weights, 'modulation.weight'), required(weights, 'modulation.bias'));
    const [shift1, scale1, gate1, shift2, scale2, gate2] = modulationParts(six, 6) as SixTensors;
    // Each half's inner values go with it, so that only one half's are there at once.
    const between = tidy(() => {
      const normal = modulate(plainNorm(x, context), shift1, scale1);
      const own = partOf('attention', weights);
      return add(x, mul(gate1, attention.forward([normal], own, attentionParams(params), part('attention'))));
    });
    const normal = modulate(plainNorm(between, context), shift2, scale2);
    const own = partOf('feedForward', weights);
    return add(between, mul(gate2, feedForward.forward([normal], own, feedForwardParams(params), part('feedForward'))));
  },
};

type SixTensors = readonly [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor];

/** All places see each other. */
const attentionParams = (params: Params): Params => ({ ...params, causal: false, positions: 'none', bias: true });
const feedForwardParams = (params: Params): Params => ({ ...params, activation: 'gelu', bias: true });

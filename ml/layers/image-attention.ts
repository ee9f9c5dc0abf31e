import { add, mul, reshape } from '../tf';
import { attention } from './attention';
import { imageNormed, normOf, normSpecs, normValues } from './image-norm';
import { constantValues, onlyInput, partOf, required, uniformValues, within } from './initial';
import type { Layer } from './layer';
import { flagOf, type Params, sizeParam } from './params';

/**
 * Every place of an image looks at every other, `[B, H, W, channels]` to the same: `x + γ · attention(norm(x))` (Wang et al. 2018; Zhang et al. 2019, SAGAN,
 * whose γ begins at 0, so that a network first learns from what is near; without γ where `gain` is false). Params: `channels`, `heads`, `norm`, `gain`. Captures
 * `probabilities`.
 */
export const imageAttention: Layer = {
  parameters(params) {
    const channels = sizeParam(params, 'channels');
    return [
      ...(hasGain(params) ? [{ name: 'gain', shape: [1] }] : []),
      ...normSpecs('norm.', channels, normOf(params)),
      ...within('attention', attention.parameters(attentionParams(params))),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name.startsWith('norm.')) return normValues(spec);
    if (spec.name === 'gain' || spec.name.endsWith('bias')) return constantValues(spec, 0);
    // Heard from the beginning, it begins as in a U-Net.
    return uniformValues(spec, random, hasGain(params) || spec.name.includes('.output.') ? 1 : Math.SQRT2);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
    const normal = imageNormed(x, weights, 'norm.', normOf(params), 'none', context);
    const places = reshape(normal, [batch, height * width, channels]);
    const scope = `${context.scope}.attention`;
    const own = partOf('attention', weights);
    const seen = attention.forward([places], own, attentionParams(params), { ...context, scope });
    const found = reshape(seen, x.shape);
    return add(x, hasGain(params) ? mul(required(weights, 'gain'), found) : found);
  },
};

const hasGain = (params: Params): boolean => flagOf(params, 'gain', true);

const attentionParams = (params: Params): Params => ({
  width: sizeParam(params, 'channels'),
  heads: sizeParam(params, 'heads', 1),
  causal: false,
  positions: 'none',
  bias: true,
});

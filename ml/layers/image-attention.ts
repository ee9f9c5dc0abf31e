import { groupNorm } from '../functions/group-norm';
import { add, mul, reshape } from '../tf';
import { attention } from './attention';
import { groupsOf } from './convolution';
import { constantValues, onlyInput, partOf, required, uniformValues, within } from './initial';
import type { Layer } from './layer';
import { choiceOf, type Params, sizeParam } from './params';

/**
 * Every place of an image looks at every other, `[B, H, W, channels]` to the same: `x + γ · attention(norm(x))` (Wang et al. 2018; Zhang et al. 2019, SAGAN,
 * whose γ begins at 0, so that a network first learns from what is near). Params: `channels`, `heads`, `norm` ('none', 'group'). Captures `probabilities`.
 */
export const imageAttention: Layer = {
  parameters(params) {
    const channels = sizeParam(params, 'channels');
    return [
      { name: 'gain', shape: [1] },
      ...(isNormed(params)
        ? [
            { name: 'norm.weight', shape: [channels] },
            { name: 'norm.bias', shape: [channels] },
          ]
        : []),
      ...within('attention', attention.parameters(attentionParams(params))),
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'norm.weight') return constantValues(spec, 1);
    if (spec.name === 'gain' || spec.name.endsWith('bias')) return constantValues(spec, 0);
    return uniformValues(spec, random);
  },

  forward(inputs, weights, params, context) {
    const x = onlyInput(inputs);
    const [batch = 0, height = 0, width = 0, channels = 0] = x.shape;
    const options = { groups: groupsOf(channels), epsilon: 1e-5 };
    const normal = isNormed(params)
      ? groupNorm(x, required(weights, 'norm.weight'), required(weights, 'norm.bias'), options)
      : x;
    const places = reshape(normal, [batch, height * width, channels]);
    const scope = `${context.scope}.attention`;
    const own = partOf('attention', weights);
    const seen = attention.forward([places], own, attentionParams(params), { ...context, scope });
    return add(x, mul(required(weights, 'gain'), reshape(seen, x.shape)));
  },
};

const isNormed = (params: Params): boolean => choiceOf(params, 'norm', ['none', 'group']) === 'group';

const attentionParams = (params: Params): Params => ({
  width: sizeParam(params, 'channels'),
  heads: sizeParam(params, 'heads', 1),
  causal: false,
  positions: 'none',
  bias: true,
});

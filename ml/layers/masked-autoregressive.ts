import { bind } from '../flows/flow';
import { madeMasks, maskedAutoregressive, maskedLinear } from '../flows/masked-autoregressive';
import { silu } from '../functions/silu';
import { add, type Tensor } from '../tf';
import { flowLayer } from './flow-layer';
import { constantValues, linearSpecs, required, uniformValues } from './initial';
import type { LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';
import { toldSpecs, toldVector } from './told';

/**
 * A masked autoregressive layer over the numbers of an example, `[B, channels]` to the same: each is shifted and scaled by what those before it say, or
 * those after it where it is `reversed` (Papamakarios et al. 2017). A MADE says it (Germain et al. 2015), whose last layer begins at 0, and the layer so as
 * the identity. Params: `channels`, `width`, `layers`, `reversed`, `classes`.
 */
export const maskedAutoregressiveLayer = flowLayer({
  parameters(params) {
    const [channels, width] = [sizeParam(params, 'channels'), sizeParam(params, 'width')];
    return [
      ...Array.from({ length: sizeParam(params, 'layers') }, (_, index) =>
        linearSpecs(`layer${index}`, index === 0 ? channels : width, width, true),
      ).flat(),
      ...toldSpecs(params, width),
      ...linearSpecs('output', width, 2 * channels, true),
    ];
  },

  initialise(spec, random) {
    if (spec.name.startsWith('output') || spec.name.endsWith('.bias')) return constantValues(spec, 0);
    return uniformValues(spec, random, spec.name.startsWith('classes') ? 1 : Math.SQRT2);
  },

  flow: (weights, params, told) => bind(maskedAutoregressive, { conditioner: madeOf(weights, params, told) }),
});

/** As all hidden layers have the same degrees, each may add to what came in (He et al. 2015). What is told is seen by every unit. */
function madeOf(weights: LayerWeights, params: Params, told: readonly Tensor[]): (x: Tensor) => Tensor {
  const [width, layers] = [sizeParam(params, 'width'), sizeParam(params, 'layers')];
  const masks = madeMasks({
    inputs: sizeParam(params, 'channels'),
    hidden: Array.from({ length: layers }, () => width),
    outputs: 2,
    reversed: flagOf(params, 'reversed', false),
  });
  const dense = masks.map((mask, index) => {
    const name = index < layers ? `layer${index}` : 'output';
    const [weight, bias] = [required(weights, `${name}.weight`), required(weights, `${name}.bias`)];
    return (x: Tensor) => maskedLinear(x, weight, mask, bias);
  });
  const situation = toldVector(told, weights, params);
  return (x) =>
    dense.reduce((h, apply, index) => {
      const mapped = apply(h);
      if (index === layers) return mapped;
      const active = silu(situation ? add(mapped, situation) : mapped);
      return index > 0 ? add(h, active) : active;
    }, x);
}

import { add, clipByValue, exp, mul } from '../tf';
import { constantValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { flagOf, numberOf } from './params';

/** CLIP keeps the logarithm of its scale below that of 100, where training would become unstable (Radford et al. 2021, section 2.5). */
const MOST = Math.log(100);

/**
 * What a cosine of a picture and words is worth: `exp(scale) · cosine`, the inverse of a learned temperature (Radford et al. 2021, section 2.3), and with
 * `biased` plus a learned number, as a sigmoid of it needs where most pairs do not belong together (Zhai et al. 2023, section 3.1). Keeps the shape.
 * Params: `scale` and `bias`, the first values; `biased`.
 */
export const pairScore: Layer = {
  parameters: (params) => [
    { name: 'scale', shape: [1] },
    ...(flagOf(params, 'biased', false) ? [{ name: 'bias', shape: [1] }] : []),
  ],
  initialise: (spec, _random, params) => constantValues(spec, numberOf(params, spec.name, 0)),
  forward(inputs, weights) {
    const { bias } = weights;
    const scaled = mul(onlyInput(inputs), exp(clipByValue(required(weights, 'scale'), -MOST, MOST)));
    return bias ? add(scaled, bias) : scaled;
  },

  // A number for each other example of the batch, which is little beside what encoders keep.
  keeps: () => 1,
};

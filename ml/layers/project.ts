import { linear } from '../functions/linear';
import { add, mul, type Tensor } from '../tf';
import { dropRandomly } from './drop-randomly';
import { required } from './initial';
import type { LayerContext, LayerWeights } from './layer';
import { numberOf, type Params } from './params';

/** What an adapter of a linear part is called: its two thin matrices. */
export const [DOWN, UP] = ['lora.down', 'lora.up'] as const;

/**
 * A linear part of a layer, `x · weight + bias`; where it has an adapter `+ scale · (x · down) · up` (Hu et al. 2021, eq. 3), whose thin product is made
 * apart, so that no matrix as large as the weight comes into being.
 * Params: `adapterScale`, `adapterDropout`, which drops numbers of what goes into the adapter alone.
 */
export function project(part: string, x: Tensor, weights: LayerWeights, params: Params, context: LayerContext): Tensor {
  const whole = linear(x, required(weights, `${part}.weight`), weights[`${part}.bias`]);
  const [down, up] = [weights[`${part}.${DOWN}`], weights[`${part}.${UP}`]];
  if (!down || !up) return whole;
  const thin = linear(dropRandomly(x, numberOf(params, 'adapterDropout', 0), context), down);
  return add(whole, linear(mul(thin, numberOf(params, 'adapterScale', 1)), up));
}

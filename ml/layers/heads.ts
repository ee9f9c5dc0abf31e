import { embedding } from '../functions/embedding';
import type { ParameterSpec } from '../network';
import type { Random } from '../random';
import { reshape, slice, type Tensor } from '../tf';
import { partOf, within } from './initial';
import type { LayerContext, LayerWeights } from './layer';
import { norm } from './norm';
import type { Params } from './params';

/** The normalisation that a head over tokens begins with, unless its `norm` is `none`; its parameters are named `norm.…`. */
export const lastNorm = {
  parameters: (params: Params): ParameterSpec[] =>
    hasNorm(params) ? within('norm', norm.parameters(normParams(params))) : [],
  /** Null for a parameter that is not the norm’s. */
  initialise: (spec: ParameterSpec, random: Random, params: Params): Float32Array | null =>
    spec.name.startsWith('norm.')
      ? norm.initialise({ ...spec, name: spec.name.slice('norm.'.length) }, random, normParams(params))
      : null,
  forward: (x: Tensor, weights: LayerWeights, params: Params, context: LayerContext): Tensor =>
    hasNorm(params) ? norm.forward([x], partOf('norm', weights), normParams(params), context) : x,
};

/** Of vectors `[B, T, width]` those that a head is asked about: all, the last of each row `[B, 1, width]`, or those at some places `[1, N, width]`. */
export function askedFor(x: Tensor, { places, lastOnly }: LayerContext): Tensor {
  if (places) return reshape(embedding(reshape(x, [-1, x.shape.at(-1) ?? 0]), places), [1, -1, x.shape.at(-1) ?? 0]);
  const [batch = 0, tokens = 0, width = 0] = x.shape;
  return lastOnly && tokens !== 1 ? slice(x, [0, tokens - 1, 0], [batch, 1, width]) : x;
}

const hasNorm = (params: Params): boolean => params.norm !== 'none';
const normParams = (params: Params): Params => ({ ...params, kind: params.norm });

import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { silu } from '../functions/silu';
import { NetworkError, type ParameterSpec } from '../network';
import { add, mul, ones, reshape, slice, type Tensor } from '../tf';
import { linearSpecs, required } from './initial';
import type { LayerContext, LayerWeights } from './layer';
import { flagOf, type Params } from './params';

/** A vector of each example, `[B, parts · width]`, as so many vectors for all of its tokens, `[B, 1, width]` each. */
export function modulationParts(vector: Tensor, parts: number): readonly Tensor[] {
  const [batch = 0, numbers = 0] = vector.shape;
  const width = numbers / parts;
  return Array.from({ length: parts }, (_, part) =>
    reshape(slice(vector, [0, part * width], [batch, width]), [batch, 1, width]),
  );
}

/** `x · (1 + scale) + shift`: with both 0, as they begin, x itself (Peebles & Xie 2023, section 3.2; Perez et al. 2018, section 7.2). */
export const modulate = (x: Tensor, shift: Tensor, scale: Tensor): Tensor => add(mul(x, add(scale, 1)), shift);

/** Layer norm that learns nothing of its own: a modulation follows. `[…, width]`. */
export function plainNorm(x: Tensor, { constants }: LayerContext): Tensor {
  const width = x.shape.at(-1) ?? 0;
  return layerNorm(
    x,
    constants.get(`ones/${width}`, () => ones([width])),
    undefined,
    1e-6,
  );
}

/** What goes into a layer that is told something: its input, and the vector that tells it. @throws NetworkError where either is missing */
export function toldPair([x, told]: readonly Tensor[]): readonly [x: Tensor, told: Tensor] {
  if (!x || !told) throw new NetworkError('takes an input and what it is told, and lacks one of them.');
  return [x, told];
}

/** What {@link modulatedEnd} learns. */
export const modulatedEndSpecs = (params: Params, width: number): ParameterSpec[] =>
  isTold(params) ? linearSpecs('modulation', width, 2 * width, true) : [];

/**
 * Tokens `[B, places, width]` as the last layer of a diffusion transformer takes them: a layer norm, unless `norm` is false, with `told` moved and scaled by a second
 * input `[B, width]` (Peebles & Xie 2023, section 3.2).
 */
export function modulatedEnd(
  inputs: readonly Tensor[],
  weights: LayerWeights,
  params: Params,
  context: LayerContext,
): Tensor {
  const [first] = inputs;
  if (!first) throw new NetworkError('takes an input, and has none.');
  const normal = flagOf(params, 'norm', true) ? plainNorm(first, context) : first;
  if (!isTold(params)) return normal;
  const [, told] = toldPair(inputs);
  const two = linear(silu(told), required(weights, 'modulation.weight'), required(weights, 'modulation.bias'));
  const [shift, scale] = modulationParts(two, 2) as [Tensor, Tensor];
  return modulate(normal, shift, scale);
}

const isTold = (params: Params): boolean => flagOf(params, 'told', false);

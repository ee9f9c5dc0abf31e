import { gelu } from '../functions/gelu';
import { linear } from '../functions/linear';
import { layerNorm } from '../functions/norms';
import { NetworkError } from '../network';
import { add, concat, mul, pad, slice, type Tensor } from '../tf';
import { constantValues, linearSpecs, onlyInput, required, uniformValues, within } from './initial';
import type { Layer, LayerWeights } from './layer';
import { type Params, sizeParam } from './params';

/**
 * ConvNeXt blocks along time (Liu et al. 2022, in one dimension as Siuzdak 2023 has them, Vocos): `[B, T, inputs] → [B, T, outputs]`, whatever T is. Moments are
 * brought to `width` numbers with their neighbours; then each block lets every number see itself `kernel` moments around, and works on each moment by itself, beside
 * a way around it.
 * Params: `inputs`, `width`, `hidden`, `blocks`, `kernel` (odd), `outputs`.
 */
export const convnext: Layer = {
  parameters(params) {
    const [width, hidden] = [sizeParam(params, 'width'), sizeParam(params, 'hidden')];
    const kernel = kernelOf(params);
    const norm = [
      { name: 'norm.weight', shape: [width] },
      { name: 'norm.bias', shape: [width] },
    ];
    return [
      ...linearSpecs('embed', 3 * sizeParam(params, 'inputs'), width, true),
      ...blocksOf(params).flatMap((block) =>
        within(block, [
          { name: 'around.weight', shape: [kernel, width] },
          { name: 'around.bias', shape: [width] },
          ...norm,
          ...linearSpecs('widen', width, hidden, true),
          ...linearSpecs('narrow', hidden, width, true),
        ]),
      ),
      ...norm,
      ...linearSpecs('head', width, sizeParam(params, 'outputs'), true),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name.endsWith('norm.weight')) return constantValues(spec, 1);
    if (spec.name.endsWith('bias')) return constantValues(spec, 0);
    // What each block adds is small at first, as its learned scale makes it in the original.
    const gain = spec.name.endsWith('narrow.weight') ? 1 / Math.max(1, sizeParam(params, 'blocks')) : 1;
    // It begins by saying nothing.
    return spec.name === 'head.weight' ? constantValues(spec, 0) : uniformValues(spec, random, gain);
  },

  forward(inputs, weights, params) {
    const dense = (from: Tensor, name: string) =>
      linear(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`));
    const normal = (from: Tensor, name: string) =>
      layerNorm(from, required(weights, `${name}.weight`), required(weights, `${name}.bias`), 1e-6);
    let h = dense(neighbours(onlyInput(inputs)), 'embed'); // (B, T, width)
    for (const block of blocksOf(params)) {
      const seen = normal(along(h, weights, `${block}.around`), `${block}.norm`);
      h = add(h, dense(gelu(dense(seen, `${block}.widen`)), `${block}.narrow`));
    }
    return dense(normal(h, 'norm'), 'head');
  },

  keeps: (params, shape) =>
    Number(shape[1] ?? 1) *
    (sizeParam(params, 'blocks') * (4 * sizeParam(params, 'width') + 2 * sizeParam(params, 'hidden')) +
      sizeParam(params, 'outputs')),
};

const blocksOf = (params: Params): readonly string[] =>
  Array.from({ length: sizeParam(params, 'blocks') }, (_, block) => `block${block}`);

/** @throws NetworkError for an even one, which has no middle */
function kernelOf(params: Params): number {
  const kernel = sizeParam(params, 'kernel');
  if (kernel % 2 === 0) throw new NetworkError(`“kernel” should be odd, and is ${kernel}.`);
  return kernel;
}

/** The moments `by` later, with nothing where the sequence ends: `[B, T, C]`. */
function later(x: Tensor, by: number): Tensor {
  const [batch = 0, times = 0, channels = 0] = x.shape;
  const shift = Math.min(Math.abs(by), times);
  if (shift === 0) return x;
  const rest = slice(x, [0, by > 0 ? shift : 0, 0], [batch, times - shift, channels]);
  return pad(rest, [[0, 0], by > 0 ? [0, shift] : [shift, 0], [0, 0]]);
}

/** Each moment with the one before and the one after it: `[B, T, 3 C]`. */
const neighbours = (x: Tensor): Tensor => concat([later(x, -1), x, later(x, 1)], 2);

/** A convolution along time of each number by itself. Sums of shifted copies, which every backend differentiates. */
function along(x: Tensor, weights: LayerWeights, name: string): Tensor {
  const weight = required(weights, `${name}.weight`);
  const [kernel = 1, width = 0] = weight.shape;
  let sum: Tensor = required(weights, `${name}.bias`);
  for (let place = 0; place < kernel; place++)
    sum = add(sum, mul(later(x, place - (kernel - 1) / 2), slice(weight, [place, 0], [1, width])));
  return sum;
}

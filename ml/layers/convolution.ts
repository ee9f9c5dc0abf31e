import { convolve } from '../functions/convolution';
import { groupNorm } from '../functions/group-norm';
import { upsampleNearest } from '../functions/upsample';
import { NetworkError } from '../network';
import { add, reshape, type Tensor, type Tensor4D } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, type Params, sizeParam } from './params';
import { classRows, isClassRow, toldSpecs, toldVector } from './told';

/**
 * One convolution over images, `[B, height, width, inputs]` to as many `channels`, of the same size, half of it (stride 2) or twice (each pixel repeated
 * first; Odena et al. 2016); then what it is told of the time and the class, group norm, and an activation. Numbers in a row are taken as an image first.
 * Every op in it can be differentiated twice.
 * Params: `height`, `width`, `inputs`, `channels`, `kernel`, `size` ('same', 'half', 'double'), `norm` ('none', 'group'), `activation`, `time`, `classes`.
 */
export const convolution: Layer = {
  parameters(params) {
    const [kernel, inputs, channels] = [
      sizeParam(params, 'kernel'),
      sizeParam(params, 'inputs'),
      sizeParam(params, 'channels'),
    ];
    return [
      { name: 'filter', shape: [kernel, kernel, inputs, channels] },
      { name: 'bias', shape: [channels] },
      ...(isNormed(params)
        ? [
            { name: 'norm.weight', shape: [channels] },
            { name: 'norm.bias', shape: [channels] },
          ]
        : []),
      ...toldSpecs(params, channels),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name === 'norm.weight') return constantValues(spec, 1);
    if (spec.name.endsWith('bias')) return constantValues(spec, 0);
    if (isClassRow(spec)) return classRows(spec, random);
    if (spec.name !== 'filter') return uniformValues(spec, random);
    return uniformValues(spec, random, activationOf(params) === 'none' ? 1 : Math.SQRT2);
  },

  forward([x, ...told], weights, params) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const [height, width, inputs] = [
      sizeParam(params, 'height'),
      sizeParam(params, 'width'),
      sizeParam(params, 'inputs'),
    ];
    const size = choiceOf(params, 'size', ['same', 'half', 'double']);
    const images: Tensor4D = reshape(x, [x.shape[0] ?? 0, height, width, inputs]);
    const sized = size === 'double' ? upsampleNearest(images, 2) : images;
    const found = convolve(sized, required(weights, 'filter'), required(weights, 'bias'), size === 'half' ? 2 : 1);
    const situation = toldVector(told, weights, params);
    return finish(situation ? add(found, everywhere(situation)) : found);

    function finish(h: Tensor): Tensor {
      const activation = activationOf(params);
      if (!isNormed(params)) return activation === 'none' ? h : activate(h, activation);
      const options = { groups: groupsOf(h.shape.at(-1) ?? 0), epsilon: 1e-5, silu: activation === 'silu' };
      const normal = groupNorm(h, required(weights, 'norm.weight'), required(weights, 'norm.bias'), options);
      return activation === 'silu' || activation === 'none' ? normal : activate(normal, activation);
    }
  },
};

/** `[B, channels]` as `[B, 1, 1, channels]`: the same for each pixel. */
export const everywhere = (vector: Tensor): Tensor => reshape(vector, [vector.shape[0] ?? 0, 1, 1, -1]);

/**
 * Groups that a group norm cuts channels into: up to 8 that divide them, with at least 4 channels each. A norm takes the mean out of each group; in groups
 * of a single channel that is all that a block was told of the time and the class, which is the same at every place.
 */
export function groupsOf(channels: number): number {
  let groups = Math.max(1, Math.min(8, Math.floor(channels / 4)));
  while (channels % groups !== 0) groups--;
  return groups;
}

const isNormed = (params: Params): boolean => choiceOf(params, 'norm', ['none', 'group']) === 'group';
const activationOf = (params: Params) => choiceOf(params, 'activation', [...ACTIVATIONS, 'none']);

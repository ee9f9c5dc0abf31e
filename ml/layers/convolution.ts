import { convolve } from '../functions/convolution';
import { spacedOut, upsampleNearest } from '../functions/upsample';
import { NetworkError } from '../network';
import { reshape, type Tensor4D } from '../tf';
import { activationOf, normOf, normSpecs, normValues, situated } from './image-norm';
import { constantValues, required, uniformValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, numberOf, sizeParam } from './params';
import { isTable, tableValues, toldSpecs, toldVector } from './told';

/**
 * One convolution over images, `[B, height, width, inputs]` to as many `channels`, of the same size, half of it (stride 2) or twice: each pixel repeated
 * first (Odena et al. 2016), or transposed, which is zeros put between pixels first (Dumoulin & Visin 2016, section 4.5). Then what it is told of the time and
 * the class, a norm, and an activation. Numbers in a row are taken as an image first. Every op in it can be differentiated twice.
 * Params: `height`, `width`, `inputs`, `channels`, `kernel`, `size` ('same', 'half', 'double', 'transposed'), `norm` ('none', 'group', 'instance', 'layer',
 * 'batch'), `activation`, `time`, `classes`; `gain` of the first values, where it is not that of the activation.
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
      ...normSpecs('norm.', channels, normOf(params)),
      ...toldSpecs(params, channels),
    ];
  },

  initialise(spec, random, params) {
    if (spec.name.startsWith('norm.')) return normValues(spec);
    if (spec.name.endsWith('bias')) return constantValues(spec, 0);
    if (isTable(spec)) return tableValues(spec, random);
    if (spec.name !== 'filter') return uniformValues(spec, random);
    return uniformValues(spec, random, numberOf(params, 'gain', activationOf(params) === 'none' ? 1 : Math.SQRT2));
  },

  forward([x, ...told], weights, params, context) {
    if (!x) throw new NetworkError('takes an input, and has none.');
    const [height, width, inputs] = [
      sizeParam(params, 'height'),
      sizeParam(params, 'width'),
      sizeParam(params, 'inputs'),
    ];
    const size = choiceOf(params, 'size', ['same', 'half', 'double', 'transposed']);
    const images: Tensor4D = reshape(x, [x.shape[0] ?? 0, height, width, inputs]);
    const sized = { same, half: same, double: repeated, transposed: spacedOut }[size](images);
    const found = convolve(sized, required(weights, 'filter'), required(weights, 'bias'), size === 'half' ? 2 : 1);
    const situation = toldVector(told, weights, params);
    return situated(found, situation, weights, 'norm.', normOf(params), activationOf(params), context);
  },
};

const same = (images: Tensor4D) => images;
const repeated = (images: Tensor4D) => upsampleNearest(images, 2);

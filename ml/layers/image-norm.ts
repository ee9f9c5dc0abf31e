import { batchNorm, normedBy } from '../functions/batch-norm';
import { isFrozen } from '../functions/frozen';
import { groupNorm } from '../functions/group-norm';
import { NetworkError, type ParameterSpec } from '../network';
import { add, reshape, type Tensor } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, onlyInput, required } from './initial';
import type { Layer, LayerContext, LayerWeights } from './layer';
import { choiceOf, type Params, sizeParam } from './params';

/**
 * Brings the channels of each image, `[B, H, W, channels]`, to mean 0 and deviation 1, then `· weight + bias` and an activation: groups of channels together
 * (Wu & He 2018), each channel by itself (instance norm; Ulyanov et al. 2016) or the whole image (layer norm; Ba et al. 2016). Batch norm (Ioffe & Szegedy
 * 2015) takes each channel over all images of the batch while training, and goes by running means of those afterwards.
 * Params: `channels`, `norm` ('group', 'instance', 'layer', 'batch'), `activation`.
 */
export const imageNorm: Layer = {
  parameters: (params) => normSpecs('', sizeParam(params, 'channels'), choiceOf(params, 'norm', IMAGE_NORMS)),
  initialise: normValues,
  forward: (inputs, weights, params, context) =>
    imageNormed(onlyInput(inputs), weights, '', choiceOf(params, 'norm', IMAGE_NORMS), activationOf(params), context),
};

/** Which numbers of an image share a mean and a deviation. */
export const IMAGE_NORMS = ['group', 'instance', 'layer', 'batch'] as const;
type ImageNorm = (typeof IMAGE_NORMS)[number];
type Bend = (typeof ACTIVATIONS)[number] | 'none';

/** The norm of a layer that may have none. */
export const normOf = (params: Params): ImageNorm | 'none' => choiceOf(params, 'norm', ['none', ...IMAGE_NORMS]);
/** The activation of a layer that may have none. */
export const activationOf = (params: Params): Bend => choiceOf(params, 'activation', [...ACTIVATIONS, 'none']);

/** What batch norm measures besides, by PyTorch's names. */
const [MEAN, VARIANCE] = ['running_mean', 'running_var'];
/** Added to a variance. */
const EPSILON = 1e-5;

/** What a norm of so many channels learns, and measures; `part` is what its names begin with. */
export const normSpecs = (part: string, channels: number, norm: ImageNorm | 'none'): ParameterSpec[] =>
  norm === 'none'
    ? []
    : [
        { name: `${part}weight`, shape: [channels] },
        { name: `${part}bias`, shape: [channels] },
        ...(norm === 'batch' ? [MEAN, VARIANCE] : []).map(
          (name): ParameterSpec => ({ name: `${part}${name}`, shape: [channels], statistic: true }),
        ),
      ];

/** First values of what belongs to a norm: it changes nothing yet. */
export function normValues(spec: ParameterSpec): Float32Array {
  return constantValues(spec, spec.name.endsWith('weight') || spec.name.endsWith(VARIANCE) ? 1 : 0);
}

/** An image normalised, if at all, and bent, if at all; SiLU in one step with the norm. */
export function imageNormed(
  x: Tensor,
  weights: LayerWeights,
  part: string,
  norm: ImageNorm | 'none',
  activation: Bend,
  context: Pick<LayerContext, 'training' | 'observe'>,
): Tensor {
  const bent = (h: Tensor) => (activation === 'none' ? h : activate(h, activation));
  if (norm === 'none') return bent(x);
  if (norm === 'batch') return bent(batchNormed(x, weights, part, context));
  const channels = x.shape.at(-1) ?? 0;
  const groups = { group: groupsOf(channels), instance: channels, layer: 1 }[norm];
  const [weight, bias] = [required(weights, `${part}weight`), required(weights, `${part}bias`)];
  const silu = activation === 'silu';
  const normal = groupNorm(x, weight, bias, { groups, epsilon: EPSILON, silu });
  return silu ? normal : bent(normal);
}

/** By the batch while training, unless all of it is frozen, and then by what was measured in training: so a layer that does not learn stays as it is. */
function batchNormed(
  x: Tensor,
  weights: LayerWeights,
  part: string,
  { training, observe }: Pick<LayerContext, 'training' | 'observe'>,
): Tensor {
  const [weight, bias] = [required(weights, `${part}weight`), required(weights, `${part}bias`)];
  const [mean, variance] = [required(weights, `${part}${MEAN}`), required(weights, `${part}${VARIANCE}`)];
  if (!training || isFrozen(mean)) return normedBy(x, weight, bias, EPSILON, { mean, variance });
  if (x.size <= mean.size)
    throw new NetworkError('batch norm needs more than one number of each channel: give more examples in a batch.');
  return batchNorm(x, weight, bias, EPSILON, (mean, variance) => {
    observe?.(`${part}${MEAN}`, mean);
    observe?.(`${part}${VARIANCE}`, variance);
  });
}

/**
 * What a layer is told of the time and the class, added to each place, and then a norm and an activation. Instance norm takes out whatever is the same at
 * every place of a channel, and so all that was told: there it is added afterwards.
 */
export function situated(
  x: Tensor,
  told: Tensor | null,
  weights: LayerWeights,
  part: string,
  norm: ImageNorm | 'none',
  activation: Bend,
  context: Pick<LayerContext, 'training' | 'observe'>,
): Tensor {
  if (!told) return imageNormed(x, weights, part, norm, activation, context);
  const everyPlace = everywhere(told);
  if (norm !== 'instance') return imageNormed(add(x, everyPlace), weights, part, norm, activation, context);
  const normal = imageNormed(x, weights, part, norm, 'none', context);
  return imageNormed(add(normal, everyPlace), weights, part, 'none', activation, context);
}

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

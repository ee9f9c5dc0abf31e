import { groupNorm } from '../functions/group-norm';
import type { ParameterSpec } from '../network';
import { add, reshape, type Tensor } from '../tf';
import { ACTIVATIONS, activate } from './activation';
import { constantValues, onlyInput, required } from './initial';
import type { Layer, LayerWeights } from './layer';
import { choiceOf, type Params, sizeParam } from './params';

/**
 * Brings the channels of each image, `[B, H, W, channels]`, to mean 0 and deviation 1, then `· weight + bias` and an activation: groups of channels together
 * (Wu & He 2018), each channel by itself (instance norm; Ulyanov et al. 2016) or the whole image (layer norm; Ba et al. 2016).
 * Params: `channels`, `norm` ('group', 'instance', 'layer'), `activation`.
 */
export const imageNorm: Layer = {
  parameters: (params) => normSpecs('', sizeParam(params, 'channels')),
  initialise: (spec) => constantValues(spec, spec.name === 'weight' ? 1 : 0),
  forward: (inputs, weights, params) =>
    imageNormed(onlyInput(inputs), weights, '', choiceOf(params, 'norm', IMAGE_NORMS), activationOf(params)),
};

/** Which numbers of an image share a mean and a deviation. */
export const IMAGE_NORMS = ['group', 'instance', 'layer'] as const;
type ImageNorm = (typeof IMAGE_NORMS)[number];
type Bend = (typeof ACTIVATIONS)[number] | 'none';

/** The norm of a layer that may have none. */
export const normOf = (params: Params): ImageNorm | 'none' => choiceOf(params, 'norm', ['none', ...IMAGE_NORMS]);
/** The activation of a layer that may have none. */
export const activationOf = (params: Params): Bend => choiceOf(params, 'activation', [...ACTIVATIONS, 'none']);

/** What a norm of so many channels learns; `part` is what its names begin with. */
export const normSpecs = (part: string, channels: number): ParameterSpec[] => [
  { name: `${part}weight`, shape: [channels] },
  { name: `${part}bias`, shape: [channels] },
];

/** An image normalised, if at all, and bent, if at all; SiLU in one step with the norm. */
export function imageNormed(
  x: Tensor,
  weights: LayerWeights,
  part: string,
  norm: ImageNorm | 'none',
  activation: Bend,
): Tensor {
  const bent = (h: Tensor) => (activation === 'none' ? h : activate(h, activation));
  if (norm === 'none') return bent(x);
  const channels = x.shape.at(-1) ?? 0;
  const groups = { group: groupsOf(channels), instance: channels, layer: 1 }[norm];
  const [weight, bias] = [required(weights, `${part}weight`), required(weights, `${part}bias`)];
  const silu = activation === 'silu';
  const normal = groupNorm(x, weight, bias, { groups, epsilon: 1e-5, silu });
  return silu ? normal : bent(normal);
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
): Tensor {
  if (!told) return imageNormed(x, weights, part, norm, activation);
  const everyPlace = everywhere(told);
  if (norm !== 'instance') return imageNormed(add(x, everyPlace), weights, part, norm, activation);
  const normal = imageNormed(x, weights, part, norm, 'none');
  return imageNormed(add(normal, everyPlace), weights, part, 'none', activation);
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

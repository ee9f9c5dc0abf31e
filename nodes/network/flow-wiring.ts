import { addOperation, type ExtendContext, type Facts, formatShape, type Network } from '@/graph';
import { exampleStemOf } from './example-wiring';
import {
  type CouplingSizes,
  describeActNorm,
  describeCoupling,
  describeImageCoupling,
  describeInvertibleLinear,
  describeLogit,
  describeSplitOff,
  FLOW_LAYERS,
} from './flow-parameters';

/** The network that a flow goes on from. */
export interface FlowStem {
  readonly network: Network;
  /** Of what comes in, its last axis: numbers of a point, or channels of an image. */
  readonly channels: number;
  /** Height and width of the images that come in; null for points. */
  readonly image: { readonly height: number; readonly width: number } | null;
  readonly classes: number;
}

/**
 * The flow on a port, of points or of images; null when too little is known of it. Refuses what cannot be undone. A flow over images begins by drawing
 * their pixels out over all numbers, so that what it makes lies between black and white.
 */
export function flowStemOf(facts: Facts | undefined, around: ExtendContext): FlowStem | null {
  const stem = exampleStemOf(facts, 'network', around);
  if (!stem) return null;
  const { network, shape, time, classes } = stem;
  if (network.operations.some(({ layer }) => !FLOW_LAYERS.has(layer)))
    around.refuse('network', {
      code: 'flow.not-invertible',
      title: 'What comes before these layers cannot be undone.',
      detail: 'In a flow every step can be, from its end back to the example.',
      fix: 'Connect an “Example input” or other layers of a flow.',
    });
  if (time)
    around.refuse('network', {
      code: 'flow.time',
      title: 'A flow is not told how noisy its input is: no noise is added.',
      fix: 'Turn off “Told how noisy it is” in the “Example input”.',
    });
  const [height = 0, width = 0] = shape;
  const channels = shape.at(-1) ?? 0;
  if (shape.length === 1) return { network, channels, image: null, classes };
  if (shape.length !== 3)
    return around.refuse('network', {
      code: 'flow.shape',
      title: `A flow works on points or images, and these examples have the shape ${formatShape(shape)}.`,
      fix: 'Connect points, rows of a table, or images.',
    });
  const size = height * width * channels;
  const begun =
    network.operations.length > 0
      ? network
      : addOperation(network, { layer: 'logit', params: {}, shape: network.shape, ...describeLogit(size) });
  return { network: begun, channels, image: { height, width }, classes };
}

/** The same where images flow. */
export function imageFlowStemOf(facts: Facts | undefined, around: ExtendContext) {
  const stem = flowStemOf(facts, around);
  if (!stem) return null;
  const { image } = stem;
  if (!image)
    return around.refuse('network', {
      code: 'flow.no-images',
      title: 'This works on images, and what comes in are points.',
      fix: 'Connect images to the “Example input”. For points, “Coupling layers” are all that a flow needs.',
    });
  return { ...stem, image };
}

export interface CouplingSettings extends Pick<CouplingSizes, 'kind' | 'width' | 'bins'> {
  readonly repeat: number;
  readonly depth: number;
  readonly actNorm: boolean;
  readonly mix: boolean;
}

/** Splines bend numbers within ± this; nearly all standardised numbers are. */
const BOUND = 4;

/** So many couplings one after another, each after an ActNorm and a mixing where those are wanted; the halves take turns. */
export function addCouplings({ network, channels, image, classes }: FlowStem, settings: CouplingSettings): FlowStem {
  const { kind, width, bins, repeat, depth, actNorm, mix } = settings;
  const places = image ? image.height * image.width : 1;
  const before = network.operations.filter(({ layer }) => isCoupling(layer)).length;
  let grown = network;
  for (let index = before; index < before + repeat; index++) {
    const { shape } = grown;
    if (actNorm)
      grown = addOperation(grown, {
        layer: 'act-norm',
        params: { channels, ...(image && { begins: 'batch' }) },
        shape,
        ...describeActNorm(channels, places),
      });
    if (mix)
      grown = addOperation(grown, {
        layer: 'invertible-linear',
        params: { channels, rotation: index + 1 },
        shape,
        ...describeInvertibleLinear(channels, places),
      });
    const sizes = { channels, kind, swap: index % 2 === 1, width, layers: depth, classes };
    grown = addOperation(grown, {
      layer: image ? 'image-coupling' : 'coupling',
      params: { ...sizes, ...(kind === 'spline' && { bins, bound: BOUND }) },
      inputs: [grown.output, ...(classes > 0 ? ['label'] : [])],
      shape,
      ...(image ? describeImageCoupling({ ...sizes, bins }, places) : describeCoupling({ ...sizes, bins })),
    });
  }
  return { network: grown, channels, image, classes };
}

const isCoupling = (layer: string) => layer === 'coupling' || layer === 'image-coupling';

type ImageFlowStem = FlowStem & { readonly image: NonNullable<FlowStem['image']> };

/** Squares of 2 × 2 pixels as one place. The caller sees to it that there are such. */
export function addSqueeze({ network, channels, image, classes }: ImageFlowStem): ImageFlowStem {
  const after = { height: image.height / 2, width: image.width / 2 };
  const shape = ['B', after.height, after.width, 4 * channels];
  const grown = addOperation(network, { layer: 'squeeze', params: {}, shape, parameters: [], flops: 0 });
  return { network: grown, channels: 4 * channels, image: after, classes };
}

/** Pixels have few channels to halve, or one: images as they come are squeezed first, where they can be, as in RealNVP and Glow. */
export const withSomeChannels = (stem: FlowStem): FlowStem =>
  stem.image && stem.channels < 4 && stem.image.height % 2 === 0 && stem.image.width % 2 === 0
    ? addSqueeze({ ...stem, image: stem.image })
    : stem;

/** Half of the channels are done. The caller sees to it that there are two or more. */
export function addSplitOff({ network, channels, image, classes }: ImageFlowStem): ImageFlowStem {
  const on = Math.ceil(channels / 2);
  const grown = addOperation(network, {
    layer: 'split-off',
    params: { channels },
    shape: ['B', image.height, image.width, on],
    ...describeSplitOff(channels, image.height * image.width),
  });
  return { network: grown, channels: on, image, classes };
}

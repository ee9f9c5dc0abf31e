import { addOperation, type ExtendContext, type Facts, type Json, type Network, type Shape } from '@/graph';
import { type ExampleStem, exampleStemOf, toldInputs } from './example-wiring';
import { type ConvolutionSizes, describeConvolution, sizeAfter } from './image-parameters';
import { describeMlp } from './parameters';

/** The network on a port, where images flow in it. */
export interface ImageStem extends ExampleStem {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** As `exampleStemOf`, but refuses networks in which no images flow. */
export function imageStemOf(facts: Facts | undefined, port: string, around: ExtendContext): ImageStem | null {
  const stem = exampleStemOf(facts, port, around);
  if (!stem) return null;
  const [height = 0, width = 0, channels = 0] = stem.shape;
  if (stem.shape.length !== 3)
    return around.refuse(port, {
      code: 'network.no-images',
      title: `This works on images, and what comes in is ${saidOf(stem)}.`,
      fix: 'Begin with an “Example input” that is given images. To make images out of a few numbers, use “Image decoder”; for points, “MLP”.',
    });
  return { ...stem, height, width, channels };
}

const saidOf = ({ shape, inputs }: ExampleStem): string => {
  if (shape.length === 2) return 'patches of them';
  return inputs === 1 ? 'one number' : `a row of ${inputs.toLocaleString('en')} numbers`;
};
/** The shape of the images that a network is to make: of those on `examples`, or of those that it knows of. Refuses where there is none. */
export function imageShapeOf(
  wanted: Facts | undefined,
  facts: Facts | undefined,
  { refuse }: ExtendContext,
): Pick<ImageStem, 'height' | 'width' | 'channels'> {
  const exampleShape = wanted?.exampleShape ?? facts?.exampleShape;
  if (!exampleShape)
    return refuse('network', {
      code: 'output.no-shape',
      title: 'Nothing tells the shape of the images that this network is to make.',
      fix: 'Connect the images to “Examples” of this node.',
    });
  const [height, width, channels] = exampleShape;
  if (typeof height !== 'number' || typeof width !== 'number' || typeof channels !== 'number')
    return refuse(wanted ? 'examples' : 'network', {
      code: 'output.no-images',
      title: 'The examples are no images.',
      fix: 'Connect images, or use “MLP” and “Output” for points and rows.',
    });
  return { height, width, channels };
}

/** How often a size can be halved and stay whole. */
export function halvings(height: number, width: number): number {
  let times = 0;
  while (times < 16 && height % 2 ** (times + 1) === 0 && width % 2 ** (times + 1) === 0) times++;
  return times;
}

/** Where images that do not fit come in, and the setting that says how often they are halved: `value` for so many times. */
interface Halving {
  readonly port: string;
  readonly setting?: { readonly param: string; readonly label: string; value(times: number): number };
}

/** Refuses images that cannot be halved so often, with what would fit. */
export function requireHalvings(
  { height, width }: { readonly height: number; readonly width: number },
  times: number,
  { port, setting }: Halving,
  { refuse }: ExtendContext,
): void {
  const most = halvings(height, width);
  if (times <= most) return;
  const step = 2 ** times;
  const [high, wide] = [height, width].map((size) => step * Math.max(1, Math.round(size / step)));
  const value = setting && setting.value(most) > 0 ? setting.value(most) : null;
  refuse(port, {
    code: 'network.halving',
    title: `Images of ${height} × ${width} pixels cannot be halved ${inWords(times)}.`,
    detail: most === 0 ? 'Halves of a pixel are not pixels.' : `They can be halved ${inWords(most)}.`,
    fix: `${setting && value ? `Set “${setting.label}” to ${value}, or make` : 'Make'} the images ${high} × ${wide} pixels large.`,
    ...(setting && value && { set: { param: setting.param, value } }),
  });
}

const inWords = (times: number): string => ['never', 'once', 'twice'][times] ?? `${times} times`;

type Added = Omit<Parameters<typeof addOperation>[1], 'inputs'>;

/** A convolution as an operation, told what the network is told. */
export function convolutionOperation(
  sizes: ConvolutionSizes,
  more: { readonly [key: string]: Json } = {},
): Added & { readonly shape: Shape } {
  const { height, width } = sizeAfter(sizes);
  return {
    layer: 'convolution',
    params: { ...sizes, ...more },
    shape: ['B', height, width, sizes.channels],
    ...describeConvolution(sizes),
  };
}

/** Numbers laid out as a small image by a dense layer: what flows on is an image. */
export function addLaidOut(
  stem: ExampleStem,
  { height, width, channels }: Pick<ImageStem, 'height' | 'width' | 'channels'>,
  activation: Exclude<ConvolutionSizes['activation'], 'none'>,
): Network {
  const { inputs, time, classes } = stem;
  const numbers = height * width * channels;
  const params = { inputs, width: numbers, layers: 1, activation, residual: false, time, classes };
  const dense = { layer: 'mlp', params, shape: ['B', numbers], ...describeMlp(params) };
  return { ...addTold(stem.network, stem, dense), shape: ['B', height, width, channels] };
}

/** The convolution that a network of images ends in: as many channels as an example has, or as the code of a place needs. */
export const lastConvolution = (
  { height, width, channels }: Pick<ImageStem, 'height' | 'width' | 'channels'>,
  outputs: number,
  gives: 'example' | 'latent' = 'example',
) =>
  convolutionOperation(
    {
      height,
      width,
      inputs: channels,
      channels: outputs,
      kernel: 3,
      size: 'same',
      norm: 'none',
      activation: 'none',
      time: false,
      classes: 0,
    },
    { gives },
  );

/** The network with one more operation that is told the time and the class, where the network is, and the caption where it knows words. */
export const addTold = (network: Network, told: Parameters<typeof toldInputs>[0], operation: Added) =>
  addOperation(network, {
    ...operation,
    inputs: [network.output, ...toldInputs(told)],
  });

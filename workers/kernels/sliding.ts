import { backend_util, type NamedAttrMap } from '@tensorflow/tfjs-core';
import { sizeOf } from './kernel';

export type Triple = readonly [depth: number, height: number, width: number];

/** How a filter slides over `[batch, depth, height, width, channels]`; two-dimensional convolutions have depth one. */
export interface Sliding {
  readonly batch: number;
  readonly channels: number;
  readonly outChannels: number;
  readonly inSize: Triple;
  readonly filterSize: Triple;
  readonly outSize: Triple;
  readonly stride: Triple;
  readonly dilation: Triple;
  /** Zeros before the first element of each axis. */
  readonly pad: Triple;
  /** As the op's tensors have them, of rank four or five. */
  readonly inShape: readonly number[];
  readonly filterShape: readonly number[];
  readonly outShape: readonly number[];
}

export const positionsOf = ({ batch, outSize }: Sliding): number => batch * sizeOf(outSize);

/** Numbers under a filter that make one output number. */
export const patchLengthOf = ({ channels, filterSize }: Sliding): number => sizeOf(filterSize) * channels;

/** The numbers of `Sliding` in wasm/patches.ts, in its order. */
export const slidingTable = ({ inSize, channels, filterSize, outSize, stride, dilation, pad }: Sliding): number[] => [
  ...inSize,
  channels,
  ...filterSize,
  ...outSize,
  ...stride,
  ...dilation,
  ...pad,
];

export const TABLE_BYTES = 128;

/** Whether each position is a product of one pixel with the filter. */
export const isPointwise = ({ filterSize, stride, pad }: Sliding): boolean =>
  [...filterSize, ...stride].every((length) => length === 1) && pad.every((length) => length === 0);

/** What the attributes of a two-dimensional op say; null where channels stand first, which is left to TF.js. */
export function sliding2D(
  inShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap | undefined,
  { depthwise = false }: { readonly depthwise?: boolean } = {},
): Sliding | null {
  if (attrs?.dataFormat === 'NCHW') return null;
  const info = backend_util.computeConv2DInfo(
    four(inShape),
    four(filterShape),
    pair(attrs?.strides),
    pair(attrs?.dilations ?? 1),
    padding(attrs?.pad),
    rounding(attrs?.dimRoundingMode),
    depthwise,
  );
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    outChannels: info.outChannels,
    inSize: [1, info.inHeight, info.inWidth],
    filterSize: [1, info.filterHeight, info.filterWidth],
    outSize: [1, info.outHeight, info.outWidth],
    stride: [1, info.strideHeight, info.strideWidth],
    dilation: [1, info.dilationHeight, info.dilationWidth],
    pad: [0, info.padInfo.top, info.padInfo.left],
    inShape,
    filterShape,
    outShape: info.outShape,
  };
}

/** The same for a three-dimensional op. */
export function sliding3D(
  inShape: readonly number[],
  filterShape: readonly number[],
  attrs: NamedAttrMap | undefined,
): Sliding | null {
  if (attrs?.dataFormat === 'NCDHW') return null;
  const pad = padding(attrs?.pad);
  if (Array.isArray(pad)) throw new TypeError('A three-dimensional convolution takes one number as its padding.');
  const [strides, dilations] = [triple(attrs?.strides), triple(attrs?.dilations ?? 1)];
  const info = backend_util.computeConv3DInfo(five(inShape), five(filterShape), strides, dilations, pad);
  return {
    batch: info.batchSize,
    channels: info.inChannels,
    outChannels: info.outChannels,
    inSize: [info.inDepth, info.inHeight, info.inWidth],
    filterSize: [info.filterDepth, info.filterHeight, info.filterWidth],
    outSize: [info.outDepth, info.outHeight, info.outWidth],
    stride: [info.strideDepth, info.strideHeight, info.strideWidth],
    dilation: [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    pad: [info.padInfo.front, info.padInfo.top, info.padInfo.left],
    inShape,
    filterShape,
    outShape: info.outShape,
  };
}

/** A shape that an attribute gives. Throws a TypeError when it is none. */
export function shapeOf(attribute: unknown): readonly number[] {
  if (!isNumbers(attribute)) throw new TypeError('The kernel needs a shape among its attributes.');
  return attribute;
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');

const four = ([batch = 1, height = 1, width = 1, channels = 1]: readonly number[]): [
  number,
  number,
  number,
  number,
] => [batch, height, width, channels];

const five = ([batch = 1, ...rest]: readonly number[]): [number, number, number, number, number] => [
  batch,
  ...four(rest),
];

function pair(attribute: unknown): [number, number] {
  if (typeof attribute === 'number') return [attribute, attribute];
  const [height = 1, width = height] = shapeOf(attribute);
  return [height, width];
}

function triple(attribute: unknown): [number, number, number] {
  if (typeof attribute === 'number') return [attribute, attribute, attribute];
  const [depth = 1, height = depth, width = height] = shapeOf(attribute);
  return [depth, height, width];
}

function padding(attribute: unknown): 'valid' | 'same' | number | backend_util.ExplicitPadding {
  if (attribute === 'valid' || attribute === 'same' || typeof attribute === 'number') return attribute;
  if (!Array.isArray(attribute)) throw new TypeError('The kernel needs its padding.');
  const [batch, height, width, channels] = attribute.map(pair);
  return [batch ?? [0, 0], height ?? [0, 0], width ?? [0, 0], channels ?? [0, 0]];
}

function rounding(attribute: unknown): 'floor' | 'round' | 'ceil' | undefined {
  return attribute === 'floor' || attribute === 'round' || attribute === 'ceil' ? attribute : undefined;
}

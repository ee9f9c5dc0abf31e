import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { counting, isFloat, spreadConvolution } from './convolution';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { LEAST_SIDE, PLAIN, ROWS, sharedProduct } from './matmul';
import {
  isPointwise,
  patchLengthOf,
  positionsOf,
  type Sliding,
  shapeOf,
  sliding2D,
  sliding3D,
  slidingTable,
  TABLE_BYTES,
  type Triple,
} from './sliding';
import { grainOf } from './threads/parallel';

const flat = { strides: [1, 2], pad: 'same', dataFormat: 'NHWC' };
const deep = { strides: [1, 1, 1], pad: 'valid', dataFormat: 'NDHWC' };

/** The gradients of `tf.conv2d` and `tf.conv3d` by input and by filter; the first is `tf.conv2dTranspose` as well. */
export const convolutionGradients: readonly WasmKernel[] = [
  {
    name: 'Conv2DBackpropInput',
    create: (context) => byInput(context, sliding2D),
    selfTest: (test) => {
      const inputs = { dy: counting([1, 2, 1, 2]), filter: counting([1, 2, 1, 2]) };
      const expected = { shape: [1, 2, 2, 1], values: [1, 3, 3, 13] };
      test.expect(inputs, { ...flat, inputShape: [1, 2, 2, 1] }, expected);
    },
  },
  {
    name: 'Conv2DBackpropFilter',
    create: (context) => byFilter(context, sliding2D),
    selfTest: (test) => {
      const inputs = { x: counting([1, 2, 2, 1]), dy: counting([1, 2, 1, 2]) };
      const expected = { shape: [1, 2, 1, 2], values: [4, 6, 6, 10] };
      test.expect(inputs, { ...flat, filterShape: [1, 2, 1, 2] }, expected);
    },
  },
  {
    name: 'Conv3DBackpropInputV2',
    create: (context) => byInput(context, sliding3D),
    selfTest: (test) => {
      const inputs = { dy: counting([1, 1, 1, 2, 1]), filter: counting([2, 1, 2, 1, 1]) };
      const expected = { shape: [1, 2, 1, 3, 1], values: [0, 0, 1, 0, 2, 3] };
      test.expect(inputs, { ...deep, inputShape: [1, 2, 1, 3, 1] }, expected);
    },
  },
  {
    name: 'Conv3DBackpropFilterV2',
    create: (context) => byFilter(context, sliding3D),
    selfTest: (test) => {
      const inputs = { x: counting([1, 2, 1, 3, 1]), dy: counting([1, 1, 1, 2, 1]) };
      const expected = { shape: [2, 1, 2, 1, 1], values: [1, 2, 4, 5] };
      test.expect(inputs, { ...deep, filterShape: [2, 1, 2, 1, 1] }, expected);
    },
  },
];

type SlidingOf = typeof sliding3D;

/**
 * dx: with a stride of one, dy convolved with the filter turned by half and its channels exchanged (Dumoulin & Visin 2016, section 4). With a larger
 * stride, the places of dx that are a stride apart meet the same taps: each such phase is a convolution of dy with those taps alone.
 */
function byInput(context: KernelContext, slidingOf: SlidingOf): KernelFunc {
  const { heap, module, parallel, original } = context;
  const product = sharedProduct(context);
  const scratchBytes = module.kernel('convolutionScratchBytes')() * parallel.threads;
  return (params) => {
    const [dy, filter] = [input(params.inputs, 'dy'), input(params.inputs, 'filter')];
    const sliding = slidingOf(shapeOf(params.attrs?.inputShape), filter.shape, params.attrs);
    if (!sliding || !isFloat(dy, filter)) return runOriginal(original, params);
    const { channels, outChannels, batch } = sliding;
    const dx = heap.output(sliding.inShape, 'float32');
    if (sizeOf(dx.shape) === 0) return dx;
    const [from, filterAt, to] = [heap.addressOf(dy), heap.addressOf(filter), heap.addressOf(dx)];
    if (isPointwise(sliding)) {
      const sides = {
        left: from,
        stridesLeft: [outChannels, 1],
        right: filterAt,
        stridesRight: [1, outChannels],
        to,
      } as const;
      product(positionsOf(sliding), channels, outChannels, sides, PLAIN);
      return dx;
    }
    const phases = phasesOf(sliding);
    const filterBytes = 4 * sizeOf(filter.shape);
    const most = Math.max(...phases.map(({ sliding: { outSize } }) => 4 * batch * sizeOf(outSize) * channels));
    const addressBytes = 4 * sizeOf(sliding.filterSize);
    const apart = phases.length > 1;
    const scratch = heap.scratch(scratchBytes + 2 * TABLE_BYTES + filterBytes + addressBytes + (apart ? most : 0));
    const [table, layout] = [scratch + scratchBytes, scratch + scratchBytes + TABLE_BYTES];
    const by = layout + TABLE_BYTES;
    const addresses = by + filterBytes;
    const part = addresses + addressBytes;
    const each = channels * outChannels;
    for (const phase of phases) {
      heap.writeAddresses(
        addresses,
        phase.taps.map((tap) => filterAt + 4 * tap * each),
      );
      parallel.run('turnTaps', phase.taps.length, grainOf(4 * each), channels, outChannels, addresses, by);
      spreadConvolution(context, phase.sliding, { from, by, to: apart ? part : to, scratch, table }, PLAIN);
      if (!apart) continue;
      const { outSize } = phase.sliding;
      heap.writeAddresses(layout, [...outSize, ...sliding.inSize, ...sliding.stride, ...phase.first]);
      const rows = batch * outSize[0] * outSize[1];
      parallel.run('spreadRows', rows, grainOf(outSize[2] * channels), channels, layout, part, to);
    }
    return dx;
  };
}

interface Phase {
  /** The first place of this phase on each axis of dx. */
  readonly first: Triple;
  /** dy convolved with the phase's taps, to the phase's places. */
  readonly sliding: Sliding;
  /** Which taps of the filter those are, last first. */
  readonly taps: readonly number[];
}

function phasesOf(sliding: Sliding): readonly Phase[] {
  const along = ([0, 1, 2] as const).map((axis) => phasesAlong(sliding, axis));
  const [, filterHeight, filterWidth] = sliding.filterSize;
  const [depths = [], heights = [], widths = []] = along;
  return depths.flatMap((depth) =>
    heights.flatMap((height) =>
      widths.map((width) => ({
        first: [depth.first, height.first, width.first] as const,
        taps: depth.taps.flatMap((z) =>
          height.taps.flatMap((y) => width.taps.map((x) => (z * filterHeight + y) * filterWidth + x)),
        ),
        sliding: {
          ...sliding,
          channels: sliding.outChannels,
          outChannels: sliding.channels,
          inSize: sliding.outSize,
          outSize: [depth.places, height.places, width.places] as const,
          filterSize: [depth.taps.length, height.taps.length, width.taps.length] as const,
          stride: [1, 1, 1] as const,
          pad: [depth.pad, height.pad, width.pad] as const,
        },
      })),
    ),
  );
}

/** Place first + i · stride of dx meets output i + start − t with tap w0 + t · stride, for each tap there is. */
function phasesAlong({ inSize, filterSize, stride, pad }: Sliding, axis: 0 | 1 | 2) {
  const [length, taps, step, before] = [inSize[axis], filterSize[axis], stride[axis], pad[axis]];
  return Array.from({ length: Math.min(step, length) }, (_, first) => {
    const nearest = (((first + before) % step) + step) % step;
    const mine = Array.from({ length: Math.max(0, Math.ceil((taps - nearest) / step)) }, (_, t) => nearest + t * step);
    return {
      first,
      places: Math.ceil((length - first) / step),
      taps: mine.reverse(),
      pad: mine.length - 1 - (first + before - nearest) / step,
    };
  });
}

/**
 * The filter's gradient: the patches of x, turned, times dy. Small filters are summed in chunks of the positions, so that all threads have work; the
 * chunks depend on nothing but sizes, so the sum is the same however many threads there are.
 */
function byFilter({ heap, module, parallel, original }: KernelContext, slidingOf: SlidingOf): KernelFunc {
  const scratchBytes = module.kernel('convolutionScratchBytes')() * parallel.threads;
  return (params): TensorInfo => {
    const [x, dy] = [input(params.inputs, 'x'), input(params.inputs, 'dy')];
    const filterShape = shapeOf(params.attrs?.filterShape);
    const sliding = slidingOf(x.shape, filterShape, params.attrs);
    if (!sliding || !isFloat(x, dy)) return one(runOriginal(original, params));
    const [positions, length, { outChannels }] = [positionsOf(sliding), patchLengthOf(sliding), sliding];
    const size = sizeOf(filterShape);
    if (positions === 0 || size === 0) return heap.write(new Float32Array(size), filterShape, 'float32');
    const out = heap.output(filterShape, 'float32');
    const wanted = Math.max(1, Math.min(Math.ceil(ENOUGH_ROWS / length), Math.floor(positions / LEAST_POSITIONS)));
    const perChunk = Math.ceil(positions / wanted);
    const chunks = Math.ceil(positions / perChunk);
    const scratch = heap.scratch(scratchBytes + TABLE_BYTES + (chunks > 1 ? 4 * chunks * size : 0));
    const table = scratch + scratchBytes;
    const to = heap.addressOf(out);
    const parts = chunks > 1 ? table + TABLE_BYTES : to;
    heap.writeAddresses(table, slidingTable(sliding));
    const grain = Math.max(grainOf(ROWS * perChunk * outChannels), Math.ceil(LEAST_SIDE / ROWS));
    const numbers = [table, positions, perChunk, outChannels, heap.addressOf(x), heap.addressOf(dy), parts, scratch];
    parallel.run('convolveFilterGradient', chunks * Math.ceil(length / ROWS), grain, ...numbers);
    if (chunks > 1)
      parallel.run('sumMiddle', Math.ceil(size / STRIPE), grainOf(chunks * STRIPE), chunks, size, parts, to, 1);
    return out;
  };
}

const one = (outcome: TensorInfo | TensorInfo[]): TensorInfo => {
  const [first] = Array.isArray(outcome) ? outcome : [outcome];
  if (!first) throw new TypeError('TF.js gave no gradient.');
  return first;
};

/** Rows of all chunks together that are work for many threads. */
const ENOUGH_ROWS = 1024;
/** Positions of a chunk, at least. */
const LEAST_POSITIONS = 1024;
/** Columns in a unit of `sumMiddle`. */
const STRIPE = 64;

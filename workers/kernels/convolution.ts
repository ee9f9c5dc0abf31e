import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { ACTIVATIONS, COLUMNS, type Finish, LEAST_SIDE, PLAIN, ROWS, sharedProduct } from './matmul';
import {
  isPointwise,
  patchLengthOf,
  positionsOf,
  type Sliding,
  sliding2D,
  sliding3D,
  slidingTable,
  TABLE_BYTES,
} from './sliding';
import { grainOf } from './threads/parallel';

/** `tf.conv2d` and, through it, `tf.conv1d` on wasm: any stride, dilation and padding, channels last. */
export const conv2D: WasmKernel = {
  name: 'Conv2D',
  create: (context) => plain(context, sliding2D),
  selfTest: (test) => {
    const attrs = { strides: [1, 2], dilations: [1, 1], pad: 'same', dataFormat: 'NHWC' };
    test.expect({ x: counting([1, 3, 3, 2]), filter: counting([2, 2, 2, 1]) }, attrs, {
      shape: [1, 3, 2, 1],
      values: [184, 100, 352, 160, 86, 17],
    });
  },
};

/** `tf.conv3d` on wasm. */
export const conv3D: WasmKernel = {
  name: 'Conv3D',
  create: (context) => plain(context, sliding3D),
  selfTest: (test) => {
    const attrs = { strides: [1, 1, 1], dilations: [1, 1, 1], pad: 'valid', dataFormat: 'NDHWC' };
    test.expect({ x: counting([1, 2, 2, 3, 1]), filter: counting([2, 2, 2, 1, 1]) }, attrs, {
      shape: [1, 1, 1, 2, 1],
      values: [202, 230],
    });
  },
};

/** `tf.fused.conv2d` on wasm: bias and activation while the sums are still in the cache. */
export const fusedConv2D: WasmKernel = {
  name: 'FusedConv2D',
  create: (context) => {
    const convolve = convolver(context);
    return (params) => {
      const [x, filter, bias] = [input(params.inputs, 'x'), input(params.inputs, 'filter'), params.inputs.bias];
      const sliding = sliding2D(x.shape, filter.shape, params.attrs);
      const activation = ACTIVATIONS[String(params.attrs?.activation ?? 'linear')];
      if (!sliding || activation === undefined || !isFloat(x, filter) || !fitsBias(bias, sliding.outChannels)) {
        return runOriginal(context.original, params);
      }
      return convolve(sliding, x, filter, { bias, activation });
    };
  },
  selfTest: (test) => {
    const attrs = { strides: [1, 2], dilations: [1, 1], pad: 'same', dataFormat: 'NHWC', activation: 'relu' };
    const inputs = { x: counting([1, 3, 3, 2]), filter: counting([2, 2, 2, 1]), bias: { shape: [1], values: [-100] } };
    test.expect(inputs, attrs, { shape: [1, 3, 2, 1], values: [84, 0, 252, 60, 0, 0] });
  },
};

const plain = (context: KernelContext, slidingOf: typeof sliding3D): KernelFunc => {
  const convolve = convolver(context);
  return (params) => {
    const [x, filter] = [input(params.inputs, 'x'), input(params.inputs, 'filter')];
    const sliding = slidingOf(x.shape, filter.shape, params.attrs);
    if (!sliding || !isFloat(x, filter)) return runOriginal(context.original, params);
    return convolve(sliding, x, filter, PLAIN);
  };
};

/** 0, 1, 2 … in this shape. */
export const counting = (shape: readonly number[]) => ({
  shape,
  values: Array.from({ length: sizeOf(shape) }, (_, index) => index),
});

export const isFloat = (...tensors: readonly TensorInfo[]): boolean =>
  tensors.every((tensor) => tensor.dtype === 'float32');

/** Whether a bias is none, or one number for each channel. */
export const fitsBias = (bias: TensorInfo | undefined, channels: number): boolean =>
  !bias || (bias.dtype === 'float32' && bias.shape.length === 1 && bias.shape[0] === channels);

function convolver(context: KernelContext) {
  const { heap, module, parallel } = context;
  const product = sharedProduct(context);
  const scratchBytes = module.kernel('convolutionScratchBytes')() * parallel.threads;
  return (sliding: Sliding, x: TensorInfo, filter: TensorInfo, finish: Finish): TensorInfo => {
    const out = heap.output(sliding.outShape, 'float32');
    if (sizeOf(out.shape) === 0) return out;
    const [from, by, to] = [heap.addressOf(x), heap.addressOf(filter), heap.addressOf(out)];
    const { channels, outChannels } = sliding;
    if (isPointwise(sliding)) {
      const [stridesLeft, stridesRight] = [
        [channels, 1],
        [outChannels, 1],
      ] as const;
      product(
        positionsOf(sliding),
        outChannels,
        channels,
        { left: from, stridesLeft, right: by, stridesRight, to },
        finish,
      );
      return out;
    }
    const scratch = heap.scratch(scratchBytes + TABLE_BYTES);
    spreadConvolution(context, sliding, { from, by, to, scratch, table: scratch + scratchBytes }, finish);
    return out;
  };
}

/** Addresses of a convolution: input, filter, result, scratch of all threads, and `TABLE_BYTES` for how the filter slides. */
interface Places {
  readonly from: number;
  readonly by: number;
  readonly to: number;
  readonly scratch: number;
  readonly table: number;
}

/** Convolves on all threads, over positions, or over channels where those are more. */
export function spreadConvolution(
  { heap, parallel }: KernelContext,
  sliding: Sliding,
  { from, by, to, scratch, table }: Places,
  { bias, activation }: Finish,
): void {
  heap.writeAddresses(table, slidingTable(sliding));
  const [positions, { outChannels }] = [positionsOf(sliding), sliding];
  const tall = positions >= outChannels;
  const [length, unit] = tall ? [positions, ROWS] : [outChannels, COLUMNS];
  const cost = unit * (tall ? outChannels : positions) * patchLengthOf(sliding);
  const grain = Math.max(grainOf(cost), Math.ceil(LEAST_SIDE / unit));
  const finish = [bias ? heap.addressOf(bias) : 0, activation];
  const numbers = [table, positions, outChannels, from, by, to, ...finish, scratch];
  parallel.run(tall ? 'convolveRows' : 'convolveColumns', Math.ceil(length / unit), grain, ...numbers);
}

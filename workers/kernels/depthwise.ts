import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { counting, fitsBias, isFloat } from './convolution';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { ACTIVATIONS, type Finish, PLAIN } from './matmul';
import { type Sliding, shapeOf, sliding2D, slidingTable, TABLE_BYTES } from './sliding';
import { grainOf } from './threads/parallel';

const attrs = { strides: [1, 1], dilations: [1, 1], pad: 'valid', dimRoundingMode: 'floor' };
const kind = { depthwise: true };

/** `tf.depthwiseConv2d` on wasm, with and without bias and activation, and its gradients. */
export const depthwise: readonly WasmKernel[] = [
  {
    name: 'DepthwiseConv2dNative',
    create: (context) => {
      const convolve = convolver(context);
      return (params) => {
        const [x, filter] = [input(params.inputs, 'x'), input(params.inputs, 'filter')];
        const sliding = sliding2D(x.shape, filter.shape, params.attrs, kind);
        if (!sliding || !isFloat(x, filter)) return runOriginal(context.original, params);
        return convolve(sliding, x, filter, PLAIN);
      };
    },
    selfTest: (test) => {
      const inputs = { x: counting([1, 2, 2, 2]), filter: counting([2, 2, 2, 1]) };
      test.expect(inputs, attrs, { shape: [1, 1, 1, 2], values: [56, 84] });
    },
  },
  {
    name: 'FusedDepthwiseConv2D',
    create: (context) => {
      const convolve = convolver(context);
      return (params) => {
        const [x, filter, bias] = [input(params.inputs, 'x'), input(params.inputs, 'filter'), params.inputs.bias];
        const sliding = sliding2D(x.shape, filter.shape, params.attrs, kind);
        const activation = ACTIVATIONS[String(params.attrs?.activation ?? 'linear')];
        if (!sliding || activation === undefined || !isFloat(x, filter) || !fitsBias(bias, sliding.outChannels)) {
          return runOriginal(context.original, params);
        }
        return convolve(sliding, x, filter, { bias, activation });
      };
    },
    selfTest: (test) => {
      const bias = { shape: [2], values: [-60, 1] };
      const inputs = { x: counting([1, 2, 2, 2]), filter: counting([2, 2, 2, 1]), bias };
      test.expect(inputs, { ...attrs, activation: 'relu' }, { shape: [1, 1, 1, 2], values: [0, 85] });
    },
  },
  {
    name: 'DepthwiseConv2dNativeBackpropInput',
    create: byInput,
    selfTest: (test) => {
      const inputs = { dy: counting([1, 1, 2, 2]), filter: counting([1, 2, 1, 2]) };
      const expected = { shape: [1, 1, 3, 1], values: [1, 6, 13] };
      test.expect(inputs, { ...attrs, inputShape: [1, 1, 3, 1] }, expected);
    },
  },
  {
    name: 'DepthwiseConv2dNativeBackpropFilter',
    create: byFilter,
    selfTest: (test) => {
      const inputs = { x: counting([1, 1, 3, 1]), dy: counting([1, 1, 2, 2]) };
      const expected = { shape: [1, 2, 1, 2], values: [2, 3, 4, 7] };
      test.expect(inputs, { ...attrs, filterShape: [1, 2, 1, 2] }, expected);
    },
  },
];

const multiplierOf = ({ channels, outChannels }: Sliding): number => outChannels / channels;

/** How the filter slides, where the kernels read it; as scratch, good until the next. */
function tableOf({ heap }: KernelContext, sliding: Sliding, more = 0): number {
  const table = heap.scratch(TABLE_BYTES + more);
  heap.writeAddresses(table, slidingTable(sliding));
  return table;
}

function convolver(context: KernelContext) {
  const { heap, parallel } = context;
  return (sliding: Sliding, x: TensorInfo, filter: TensorInfo, { bias, activation }: Finish): TensorInfo => {
    const { batch, outSize, outChannels, filterSize } = sliding;
    const out = heap.output(sliding.outShape, 'float32');
    if (sizeOf(out.shape) === 0) return out;
    const addresses = [x, filter, out].map((tensor) => heap.addressOf(tensor));
    const numbers = [...addresses, bias ? heap.addressOf(bias) : 0, activation];
    const grain = grainOf(4 * outSize[2] * outChannels * sizeOf(filterSize));
    const table = tableOf(context, sliding);
    parallel.run('depthwiseRows', batch * outSize[1], grain, table, multiplierOf(sliding), ...numbers);
    return out;
  };
}

function byInput(context: KernelContext): KernelFunc {
  const { heap, parallel } = context;
  return (params) => {
    const [dy, filter] = [input(params.inputs, 'dy'), input(params.inputs, 'filter')];
    const sliding = sliding2D(shapeOf(params.attrs?.inputShape), filter.shape, params.attrs, kind);
    if (!sliding || !isFloat(dy, filter)) return runOriginal(context.original, params);
    const { batch, inSize, outChannels, filterSize } = sliding;
    const dx = heap.output(sliding.inShape, 'float32');
    if (sizeOf(dx.shape) === 0) return dx;
    const addresses = [dy, filter, dx].map((tensor) => heap.addressOf(tensor));
    const grain = grainOf(4 * inSize[2] * outChannels * sizeOf(filterSize));
    const table = tableOf(context, sliding);
    parallel.run('depthwiseInputGradient', batch * inSize[1], grain, table, multiplierOf(sliding), ...addresses);
    return dx;
  };
}

function byFilter(context: KernelContext): KernelFunc {
  const { heap, parallel } = context;
  return (params) => {
    const [x, dy] = [input(params.inputs, 'x'), input(params.inputs, 'dy')];
    const filterShape = shapeOf(params.attrs?.filterShape);
    const sliding = sliding2D(x.shape, filterShape, params.attrs, kind);
    if (!sliding || !isFloat(x, dy)) return runOriginal(context.original, params);
    const { batch, outSize, outChannels, filterSize } = sliding;
    const size = sizeOf(filterShape);
    const rows = batch * outSize[1];
    if (rows === 0 || size === 0) return heap.write(new Float32Array(size), filterShape, 'float32');
    const out = heap.output(filterShape, 'float32');
    // Parts by the sizes alone: the sum is the same however many threads there are.
    const perPart = Math.ceil(rows / MOST_PARTS);
    const parts = Math.ceil(rows / perPart);
    const table = tableOf(context, sliding, 4 * parts * size);
    const [partial, to] = [table + TABLE_BYTES, heap.addressOf(out)];
    const numbers = [multiplierOf(sliding), rows, perPart, heap.addressOf(x), heap.addressOf(dy), partial];
    const grain = grainOf(4 * perPart * outSize[2] * outChannels * sizeOf(filterSize));
    parallel.run('depthwiseFilterGradient', parts, grain, table, ...numbers);
    parallel.run('sumMiddle', Math.ceil(size / STRIPE), grainOf(parts * STRIPE), parts, size, partial, to, 1);
    return out;
  };
}

const MOST_PARTS = 64;
/** Columns in a unit of `sumMiddle`. */
const STRIPE = 64;

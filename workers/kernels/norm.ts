import type { KernelFunc } from '@tensorflow/tfjs-core';
import { floats, floatsOf, type KernelContext, sizeOf, type WasmKernel } from './kernel';
import { known } from './known';
import { grainOf } from './threads/parallel';

/**
 * Layer norm over the last axis: inputs `x [..., C]`, `weight [C]`, `bias [C]` or none, attribute `epsilon`; gives the
 * value, and each row's mean and inverse deviation, `[rows]`, which are all that its gradient needs besides x.
 */
export const layerNorm: WasmKernel = {
  name: 'FusedLayerNorm',
  create: (context) => forward(context, true),
  selfTest: known.FusedLayerNorm,
};

/**
 * The gradient of layer norm: inputs `x`, `dy`, `weight`, `mean`, `inverse`, attribute `bias`, whether there is one;
 * gives the gradients of x, weight and, where there is one, bias.
 */
export const layerNormGrad: WasmKernel = {
  name: 'FusedLayerNormGrad',
  create: (context) => backward(context, true),
  selfTest: known.FusedLayerNormGrad,
};

/** RMS norm over the last axis, likewise without bias or mean: gives the value and the inverse root mean square. */
export const rmsNorm: WasmKernel = {
  name: 'FusedRmsNorm',
  create: (context) => forward(context, false),
  selfTest: known.FusedRmsNorm,
};

/** The gradient of RMS norm: inputs `x`, `dy`, `weight`, `inverse`; gives the gradients of x and weight. */
export const rmsNormGrad: WasmKernel = {
  name: 'FusedRmsNormGrad',
  create: (context) => backward(context, false),
  selfTest: known.FusedRmsNormGrad,
};

function forward({ heap, parallel }: KernelContext, centred: boolean): KernelFunc {
  return ({ inputs, attrs }) => {
    const x = floats(inputs, 'x');
    const width = x.shape.at(-1) ?? 1;
    const rows = sizeOf(x.shape.slice(0, -1));
    const weight = floatsOf(inputs, 'weight', width);
    const bias = inputs.bias ? floatsOf(inputs, 'bias', width) : undefined;
    const out = heap.output(x.shape, 'float32');
    const means = centred ? [heap.output([rows], 'float32')] : [];
    const inverses = heap.output([rows], 'float32');
    const addresses = [x, weight, bias, out, means[0], inverses].map((one) => (one ? heap.addressOf(one) : 0));
    parallel.run('normRows', rows, grainOf(6 * width), width, Number(attrs?.epsilon ?? 0), ...addresses);
    return [out, ...means, inverses];
  };
}

function backward({ heap, parallel }: KernelContext, centred: boolean): KernelFunc {
  return ({ inputs, attrs }) => {
    const x = floats(inputs, 'x');
    const width = x.shape.at(-1) ?? 1;
    const rows = sizeOf(x.shape.slice(0, -1));
    const dy = floatsOf(inputs, 'dy', rows * width);
    const weight = floatsOf(inputs, 'weight', width);
    const mean = centred ? floatsOf(inputs, 'mean', rows) : undefined;
    const inverse = floatsOf(inputs, 'inverse', rows);
    const dx = heap.output(x.shape, 'float32');
    const toWeights = Array.from({ length: attrs?.bias === true ? 2 : 1 }, () => heap.output([width], 'float32'));
    // How rows are cut is a function of their number alone: the sums are the same on however many threads.
    const deep = Math.max(LEAST_DEEP, Math.ceil(rows / MOST_STRIPES));
    const stripes = Math.ceil(rows / deep);
    const partials = heap.scratch(Math.max(4, 4 * toWeights.length * stripes * width));
    const partsOf = (index: number) => (index < toWeights.length ? partials + 4 * index * stripes * width : 0);
    const given = [x, dy, weight, mean, inverse, dx].map((one) => (one ? heap.addressOf(one) : 0));
    const grain = grainOf(14 * width * deep);
    parallel.run('normRowsGrad', stripes, grain, rows, width, deep, ...given, partsOf(0), partsOf(1));
    toWeights.forEach((to, index) => {
      const columns = Math.ceil(width / STRIPE);
      const joinGrain = grainOf(stripes * STRIPE);
      parallel.run('sumMiddle', columns, joinGrain, stripes, width, partsOf(index), heap.addressOf(to), 1);
    });
    return [dx, ...toWeights];
  };
}

/** Rows that share one row of sums, at least, and how many such rows of sums are made at most. */
const LEAST_DEEP = 8;
const MOST_STRIPES = 64;

/** Columns in a unit of `sumMiddle`. */
const STRIPE = 64;

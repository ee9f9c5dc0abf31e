import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, groupedSizes, type KernelContext, sizeOf, type WasmKernel } from './kernel';
import { known } from './known';
import { grainOf } from './threads/parallel';

/**
 * Group norm (Wu & He 2018) of `x [images, ..., channels]`, then SiLU where the attribute `silu` is true: inputs `x`,
 * `weight [channels]`, `bias [channels]`, attributes `groups`, `epsilon`, `silu`; gives the value, and each group's mean
 * and inverse deviation, `[images, groups]`.
 */
export const groupNorm: WasmKernel = {
  name: 'FusedGroupNorm',
  create:
    (context) =>
    ({ inputs, attrs }) => {
      const { heap, parallel } = context;
      const sizes = sizesOf(floats(inputs, 'x'), attrs?.groups);
      const { x, images, channels, groups, stripes, numbers, grain } = sizes;
      const [weight, bias] = [floatsOf(inputs, 'weight', channels), floatsOf(inputs, 'bias', channels)];
      const out = heap.output(x.shape, 'float32');
      const [mean, inverse] = [heap.output([images, groups], 'float32'), heap.output([images, groups], 'float32')];
      const { parts, own } = scratchOf(context, sizes, 2);
      const kept = [mean, inverse].map(heap.addressOf);
      parallel.run('groupMoments', stripes, grain, ...numbers.slice(0, 3), heap.addressOf(x), ...parts);
      parallel.run(
        'groupJoin',
        images * groups,
        sizes.joinGrain,
        ...numbers,
        Number(attrs?.epsilon ?? 0),
        ...parts,
        ...kept,
      );
      const given = [x, weight, bias].map(heap.addressOf);
      const silu = Number(attrs?.silu === true);
      parallel.run('groupApply', stripes, grain, ...numbers, silu, ...given, ...kept, heap.addressOf(out), own);
      return [out, mean, inverse];
    },
  selfTest: known.FusedGroupNorm,
};

/**
 * The gradient of group norm: inputs `x`, `dy`, `weight`, `bias`, `mean`, `inverse`, attributes `groups`, `silu`; gives
 * the gradients of x, weight and bias.
 */
export const groupNormGrad: WasmKernel = {
  name: 'FusedGroupNormGrad',
  create:
    (context) =>
    ({ inputs, attrs }) => {
      const { heap, parallel } = context;
      const sizes = sizesOf(floats(inputs, 'x'), attrs?.groups);
      const { x, images, channels, groups, stripes, numbers, grain } = sizes;
      const dy = floatsOf(inputs, 'dy', sizeOf(x.shape));
      const [weight, bias] = [floatsOf(inputs, 'weight', channels), floatsOf(inputs, 'bias', channels)];
      const [mean, inverse] = [floatsOf(inputs, 'mean', images * groups), floatsOf(inputs, 'inverse', images * groups)];
      const dx = heap.output(x.shape, 'float32');
      const outputs = [heap.output([channels], 'float32'), heap.output([channels], 'float32')];
      const { parts, means, own } = scratchOf(context, sizes, 4);
      const silu = attrs?.silu === true;
      const at = heap.addressOf;
      const kept = [mean, inverse].map(at);
      const given = [x, dy, weight, bias].map(at);
      parallel.run('groupSumsGrad', stripes, grain, ...numbers, Number(silu), ...given, ...kept, at(dx), ...parts, own);
      const joined = [at(weight), ...parts, ...means];
      parallel.run('groupJoinGrad', images * groups, sizes.joinGrain, ...numbers, ...joined);
      const halves = [at(x), at(silu ? dx : dy), at(weight), ...kept, ...means];
      parallel.run('groupApplyGrad', stripes, grain, ...numbers, ...halves, at(dx), own);
      outputs.forEach((out, index) => {
        const columns = Math.ceil(channels / STRIPE);
        parallel.run('sumMiddle', columns, grainOf(stripes * STRIPE), stripes, channels, parts[index] ?? 0, at(out), 1);
      });
      return [dx, ...outputs];
    },
  selfTest: known.FusedGroupNormGrad,
};

/** Places in a stripe: as many as make about sixteen KiB, so that what is read twice is still near. */
const STRIPE_NUMBERS = 4096;

/** Columns in a unit of `sumMiddle`. */
const STRIPE = 64;

function sizesOf(x: TensorInfo, attribute: unknown) {
  const { images, places, channels, groups } = groupedSizes(x, attribute);
  const deep = Math.max(1, Math.floor(STRIPE_NUMBERS / Math.max(channels, 1)));
  const stripes = images * Math.ceil(places / deep);
  const grain = grainOf(12 * deep * channels);
  const joinGrain = grainOf((4 * Math.ceil(places / deep) * channels) / groups);
  return { x, images, channels, groups, stripes, grain, joinGrain, numbers: [places, channels, deep, groups] };
}

/** Two numbers for each stripe and channel, two for each group, and `rows` rows of channels for each thread. */
function scratchOf({ heap, parallel }: KernelContext, sizes: ReturnType<typeof sizesOf>, rows: number) {
  const { images, channels, groups, stripes } = sizes;
  const [part, mean] = [4 * stripes * channels, 4 * images * groups];
  const start = heap.scratch(Math.max(4, 2 * part + 2 * mean + 4 * rows * channels * parallel.threads));
  const means = start + 2 * part;
  return { parts: [start, start + part], means: [means, means + mean], own: means + 2 * mean };
}

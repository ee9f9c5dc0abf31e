import type { TensorInfo } from '@tensorflow/tfjs-core';
import { input, type KernelContext, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** Numbers in a unit of wasm/optimiser.ts. */
const UNIT = 1024;

/**
 * One update of AdamW IN PLACE: `weights`, `first` and `second` are written over, and whoever holds them sees the new numbers. `gradient` is multiplied by
 * the scalar `scale` first. Attributes `beta1`, `beta2`, `stepSize`, `epsilon` (both with the corrections of bias), `kept`. Gives a second name of the
 * weights, to be disposed of.
 */
export const fusedAdamW: WasmKernel = {
  name: 'FusedAdamW',
  create: (context) =>
    updating(context, 'adamw', ['first', 'second'], ['beta1', 'beta2', 'stepSize', 'epsilon', 'kept']),
  selfTest: (test) => {
    const one = (value: number) => ({ shape: [1], values: [value] });
    test.expect(
      { weights: one(1), gradient: one(4), first: one(0), second: one(0), scale: { shape: [], values: [0.5] } },
      { beta1: 0.5, beta2: 0.75, stepSize: 0.1, epsilon: 1, kept: 0.9 },
      // g = 2, first = 1, second = 1: 0.9 − 0.1 · 1 / (1 + 1)
      { shape: [1], values: [0.85] },
    );
  },
};

/** One update of gradient descent IN PLACE, with the running value `first` where there is momentum. Attributes `momentum`, `rate`, `kept`. */
export const fusedSgd: WasmKernel = {
  name: 'FusedSgd',
  create: (context) => updating(context, 'sgd', ['first'], ['momentum', 'rate', 'kept']),
  selfTest: (test) => {
    const one = (value: number) => ({ shape: [1], values: [value] });
    test.expect(
      { weights: one(1), gradient: one(4), first: one(2), scale: { shape: [], values: [0.5] } },
      { momentum: 0.5, rate: 0.1, kept: 1 },
      { shape: [1], values: [0.7] },
    );
  },
};

/** The sum of the squares of all numbers of all its inputs: one scalar, summed in float64. */
export const sumOfSquares: WasmKernel = {
  name: 'FusedSumOfSquares',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const tensors = Object.values(inputs).filter((tensor): tensor is TensorInfo => tensor !== undefined);
      const out = heap.output([], 'float32');
      let total = 0;
      for (const tensor of tensors) {
        const size = sizeOf(tensor.shape);
        const units = Math.ceil(size / UNIT);
        const partials = heap.scratch(8 * units);
        parallel.run('squares', units, grainOf(UNIT), size, heap.addressOf(tensor), partials);
        for (const sum of new Float64Array(heap.memory.buffer, partials, units)) total += sum;
      }
      heap.values(out)[0] = total;
      return out;
    },
  selfTest: (test) => {
    const [a, b] = [
      { shape: [3], values: [1, 2, 3] },
      { shape: [1], values: [4] },
    ];
    test.expect({ a, b }, {}, { shape: [], values: [30] });
  },
};

function updating(
  { heap, parallel }: KernelContext,
  name: string,
  moments: readonly string[],
  settings: readonly string[],
): ReturnType<WasmKernel['create']> {
  return ({ inputs, attrs }) => {
    const [weights, gradient, scale] = [input(inputs, 'weights'), input(inputs, 'gradient'), input(inputs, 'scale')];
    const size = sizeOf(weights.shape);
    if (sizeOf(gradient.shape) !== size)
      throw new RangeError(`[${gradient.shape}] is no gradient of [${weights.shape}].`);
    const addresses = [
      ...[weights, gradient].map(heap.addressOf),
      ...moments.map((moment) => (inputs[moment] ? heap.addressOf(input(inputs, moment)) : 0)),
      heap.addressOf(scale),
    ];
    const numbers = settings.map((setting) => Number(attrs?.[setting] ?? 0));
    parallel.run(name, Math.ceil(size / UNIT), grainOf(8 * UNIT), size, ...addresses, ...numbers);
    return heap.view(weights, weights.shape);
  };
}

import type { KernelFunc } from '@tensorflow/tfjs-core';
import { floats, floatsOf, type KernelContext, sizeOf, type WasmKernel } from './kernel';
import { known } from './known';
import { grainOf } from './threads/parallel';

/** GELU by its tanh approximation, SiLU, and their gradients from `x` and `dy`: any shape, one pass each. */
export const gates: readonly WasmKernel[] = [
  value('FusedGelu', 0),
  gradient('FusedGeluGrad', 0),
  value('FusedSilu', 1),
  gradient('FusedSiluGrad', 1),
];

/** `silu(gate) · up` (Shazeer 2020): inputs `gate` and `up` of one shape. */
export const swiglu: WasmKernel = {
  name: 'FusedSwiglu',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const gate = floats(inputs, 'gate');
      const count = sizeOf(gate.shape);
      const up = floatsOf(inputs, 'up', count);
      const out = heap.output(gate.shape, 'float32');
      parallel.run('swiglu', unitsOf(count), GRAIN, count, ...[gate, up, out].map(heap.addressOf));
      return out;
    },
  selfTest: known.FusedSwiglu,
};

/** Its gradient: inputs `gate`, `up` and `dy`; gives the gradients of gate and up. */
export const swigluGrad: WasmKernel = {
  name: 'FusedSwigluGrad',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const gate = floats(inputs, 'gate');
      const count = sizeOf(gate.shape);
      const [up, dy] = [floatsOf(inputs, 'up', count), floatsOf(inputs, 'dy', count)];
      const outputs = [heap.output(gate.shape, 'float32'), heap.output(gate.shape, 'float32')];
      parallel.run('swigluGrad', unitsOf(count), GRAIN, count, ...[gate, up, dy, ...outputs].map(heap.addressOf));
      return outputs;
    },
  selfTest: known.FusedSwigluGrad,
};

function value(name: 'FusedGelu' | 'FusedSilu', kind: number): WasmKernel {
  const create =
    ({ heap, parallel }: KernelContext): KernelFunc =>
    ({ inputs }) => {
      const x = floats(inputs, 'x');
      const count = sizeOf(x.shape);
      const out = heap.output(x.shape, 'float32');
      parallel.run('gated', unitsOf(count), GRAIN, count, kind, heap.addressOf(x), heap.addressOf(out));
      return out;
    };
  return { name, create, selfTest: known[name] };
}

function gradient(name: 'FusedGeluGrad' | 'FusedSiluGrad', kind: number): WasmKernel {
  const create =
    ({ heap, parallel }: KernelContext): KernelFunc =>
    ({ inputs }) => {
      const x = floats(inputs, 'x');
      const count = sizeOf(x.shape);
      const dy = floatsOf(inputs, 'dy', count);
      const dx = heap.output(x.shape, 'float32');
      parallel.run('gatedGrad', unitsOf(count), GRAIN, count, kind, ...[x, dy, dx].map(heap.addressOf));
      return dx;
    };
  return { name, create, selfTest: known[name] };
}

/** Numbers in a unit of wasm/gates.ts, and what an exponential costs. */
const UNIT = 256;
const GRAIN = grainOf(16 * UNIT);
const unitsOf = (count: number): number => Math.ceil(count / UNIT);

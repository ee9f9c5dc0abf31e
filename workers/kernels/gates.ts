import type { KernelFunc } from '@tensorflow/tfjs-core';
import { floats, floatsOf, type KernelContext, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** GELU by its tanh approximation, SiLU, and their gradients from `x` and `dy`: any shape, one pass each. */
export const gates: readonly WasmKernel[] = [
  value('FusedGelu', 0, [0, 0.841192, -0.158808, 1.9545977]),
  gradient('FusedGeluGrad', 0, [0.5, 1.0829641, -0.0829641, 1.0860993]),
  value('FusedSilu', 1, [0, 0.7310586, -0.2689414, 1.7615942]),
  gradient('FusedSiluGrad', 1, [0.5, 0.9276705, 0.0723295, 1.0907843]),
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
  selfTest: (test) => {
    const [gate, up] = [example, { shape: [4], values: [1, 2, 3, 4] }];
    test.expect({ gate, up }, {}, { shape: [4], values: [0, 1.4621172, -0.8068243, 7.0463768] });
  },
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
  selfTest: (test) => {
    const [gate, up, dy] = [example, { shape: [4], values: [2, 2, 1, 1] }, { shape: [4], values: [1, 1, 1, 2] }];
    test.expect({ gate, up, dy }, {}, { shape: [4], values: [1, 1.855341, 0.0723295, 2.1815686] });
  },
};

function value(name: string, kind: number, values: readonly number[]): WasmKernel {
  const create =
    ({ heap, parallel }: KernelContext): KernelFunc =>
    ({ inputs }) => {
      const x = floats(inputs, 'x');
      const count = sizeOf(x.shape);
      const out = heap.output(x.shape, 'float32');
      parallel.run('gated', unitsOf(count), GRAIN, count, kind, heap.addressOf(x), heap.addressOf(out));
      return out;
    };
  return { name, create, selfTest: (test) => test.expect({ x: example }, {}, { shape: [4], values }) };
}

function gradient(name: string, kind: number, slopes: readonly number[]): WasmKernel {
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
  const dy = { shape: [4], values: [1, 2, 3, 4] };
  const values = slopes.map((slope, index) => slope * (index + 1));
  return { name, create, selfTest: (test) => test.expect({ x: example, dy }, {}, { shape: [4], values }) };
}

const example = { shape: [4], values: [0, 1, -1, 2] };

/** Numbers in a unit of wasm/gates.ts, and what an exponential costs. */
const UNIT = 256;
const GRAIN = grainOf(16 * UNIT);
const unitsOf = (count: number): number => Math.ceil(count / UNIT);

import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import { broadcaster } from './broadcast';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** Comparisons on wasm for float32, broadcast in any way. */
export const comparisons: readonly WasmKernel[] = [
  comparison('Equal', [0, 0], (a, b) => a === b),
  comparison('NotEqual', [1, 1], (a, b) => a !== b),
  comparison('Less', [2, 4], (a, b) => a < b),
  comparison('LessEqual', [3, 5], (a, b) => a <= b),
  comparison('Greater', [4, 2], (a, b) => a > b),
  comparison('GreaterEqual', [5, 3], (a, b) => a >= b),
];

/** `ops` numbers the comparison of wasm/broadcast.ts, and the same with its operands exchanged. */
function comparison(
  name: string,
  ops: readonly [number, number],
  apply: (a: number, b: number) => boolean,
): WasmKernel {
  return {
    name,
    create: ({ heap, parallel, original }) => {
      const run = broadcaster({ heap, parallel }, 'compareBroadcast');
      return (params) => {
        const [a, b] = [input(params.inputs, 'a'), input(params.inputs, 'b')];
        if (a.dtype !== 'float32' || b.dtype !== 'float32') return runOriginal(original, params);
        const out = heap.output(broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape), 'bool');
        run(a, b, out, ops, 1);
        return out;
      };
    },
    selfTest: (test) => {
      const a = { shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };
      const values = (f: (index: number) => number) => a.values.map((value, at) => Number(apply(value, f(at))));
      test.expect({ a, b: a }, {}, { shape: [2, 3], values: values((at) => at + 1) });
      test.expect(
        { a, b: { shape: [2, 1], values: [2, 5] } },
        {},
        { shape: [2, 3], values: values((at) => (at < 3 ? 2 : 5)) },
      );
    },
  };
}

/** `tf.where` on wasm for operands of one shape, which is what tf.where makes of them; TF.js's own counts conditions by rows where it is given those. */
export const select: WasmKernel = {
  name: 'Select',
  create: ({ heap, parallel, original }) => {
    return (params) => {
      const [condition, t, e] = [
        input(params.inputs, 'condition'),
        input(params.inputs, 't'),
        input(params.inputs, 'e'),
      ];
      const count = sizeOf(t.shape);
      const fits = sizeOf(condition.shape) === count && sizeOf(e.shape) === count && condition.dtype === 'bool';
      if (!fits || t.dtype !== e.dtype || !(t.dtype === 'float32' || t.dtype === 'int32')) {
        return runOriginal(original, params);
      }
      const out = heap.output(t.shape, t.dtype);
      const addresses = [condition, t, e, out].map((tensor) => heap.addressOf(tensor));
      parallel.run('selectFlat', Math.ceil(count / UNIT), grainOf(UNIT), count, ...addresses);
      return out;
    };
  },
  selfTest: (test) => {
    const condition = { shape: [5], values: [1, 0, 0, 1, 1], dtype: 'bool' } as const;
    const [t, e] = [
      { shape: [5], values: [1, 2, 3, 4, 5] },
      { shape: [5], values: [6, 7, 8, 9, 10] },
    ];
    test.expect({ condition, t, e }, {}, { shape: [5], values: [1, 7, 8, 4, 5] });
  },
};

/** `tf.addN` on wasm. */
export const addN: WasmKernel = {
  name: 'AddN',
  create: ({ heap, parallel, original }: KernelContext) => {
    return (params) => {
      const tensors = Object.values(params.inputs).filter((tensor): tensor is TensorInfo => tensor !== undefined);
      const [first] = tensors;
      if (!first || tensors.some(({ dtype }) => dtype !== 'float32')) return runOriginal(original, params);
      const out = heap.output(first.shape, 'float32');
      const count = sizeOf(first.shape);
      const table = heap.scratch(4 * tensors.length);
      heap.writeAddresses(
        table,
        tensors.map((tensor) => heap.addressOf(tensor)),
      );
      const grain = grainOf(UNIT * tensors.length);
      parallel.run('addFlat', Math.ceil(count / UNIT), grain, count, tensors.length, table, heap.addressOf(out));
      return out;
    };
  },
  selfTest: (test) => {
    const [a, b] = [
      { shape: [5], values: [1, 2, 3, 4, 5] },
      { shape: [5], values: [6, 7, 8, 9, 10] },
    ];
    test.expect({ 0: a, 1: b, 2: a }, {}, { shape: [5], values: [8, 11, 14, 17, 20] });
  },
};

/** Numbers in a unit of the flat kernels of wasm/broadcast.ts. */
const UNIT = 1024;

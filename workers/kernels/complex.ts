import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './heap';
import { input, type KernelContext, runOriginal, sizeOf, type WasmKernel } from './kernel';
import { mover } from './layout';
import { grainOf } from './threads/parallel';

/**
 * Complex tensors on wasm, of which TF.js's own backend has none: one piece of memory of 8 bytes a number, first all real parts, then all imaginary ones.
 * So they are counted, shared and freed like any other tensor; only reading them back needs a hand (heap.ts).
 */
export interface ComplexParts {
  readonly count: number;
  /** Byte addresses of both parts. */
  readonly real: number;
  readonly imaginary: number;
}

/** Where the parts of a complex tensor lie. Throws a TypeError for a tensor that is not complex. */
export function partsOf(heap: WasmHeap, tensor: TensorInfo): ComplexParts {
  if (tensor.dtype !== 'complex64') throw new TypeError(`Complex numbers are needed; these are ${tensor.dtype}.`);
  const [count, real] = [sizeOf(tensor.shape), heap.addressOf(tensor)];
  return { count, real, imaginary: real + 4 * count };
}

/** `tf.complex` on wasm. */
export const complex: WasmKernel = {
  name: 'Complex',
  create: ({ heap, parallel }) => {
    const move = mover({ heap, parallel });
    return ({ inputs }) => {
      const [real, imaginary] = [input(inputs, 'real'), input(inputs, 'imag')];
      const out = heap.output(real.shape, 'complex64');
      const parts = partsOf(heap, out);
      for (const [tensor, to] of [
        [real, parts.real],
        [imaginary, parts.imaginary],
      ] as const) {
        if (tensor.dtype !== 'float32')
          throw new TypeError(`Parts of complex numbers are float32, not ${tensor.dtype}.`);
        move([{ length: parts.count, steps: [4, 4] }], heap.addressOf(tensor), to, 4);
      }
      return out;
    };
  },
  selfTest: (test) => {
    const [real, imag] = [
      { shape: [2], values: [1, 2] },
      { shape: [2], values: [3, 4] },
    ];
    test.expect({ real, imag }, {}, { shape: [2], values: [1, 3, 2, 4] });
  },
};

/** `tf.real` and `tf.imag` on wasm. */
export const real: WasmKernel = part('Real', 'real', [1, 2]);
export const imag: WasmKernel = part('Imag', 'imaginary', [3, 4]);

function part(name: string, which: 'real' | 'imaginary', values: readonly number[]): WasmKernel {
  return {
    name,
    create: ({ heap, parallel }) => {
      const move = mover({ heap, parallel });
      return ({ inputs }) => {
        const x = input(inputs, 'input');
        const parts = partsOf(heap, x);
        const out = heap.output(x.shape, 'float32');
        move([{ length: parts.count, steps: [4, 4] }], parts[which], heap.addressOf(out), 4);
        return out;
      };
    },
    selfTest: (test) => {
      const x = { shape: [2], values: [1, 2, 3, 4], dtype: 'complex64' } as const;
      test.expect({ input: x }, {}, { shape: [2], values });
    },
  };
}

/** `tf.abs` of complex numbers on wasm. */
export const complexAbs: WasmKernel = {
  name: 'ComplexAbs',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const x = input(inputs, 'x');
      const { count, real: re, imaginary } = partsOf(heap, x);
      const out = heap.output(x.shape, 'float32');
      parallel.run('complexAbs', Math.ceil(count / 4096), grainOf(4096), count, re, imaginary, heap.addressOf(out));
      return out;
    },
  selfTest: (test) => {
    const x = { shape: [2], values: [3, 0, -4, 2], dtype: 'complex64' } as const;
    test.expect({ x }, {}, { shape: [2], values: [5, 2] });
  },
};

/** `tf.zerosLike` on wasm, complex tensors too. */
export const zerosLike: WasmKernel = {
  name: 'ZerosLike',
  create: ({ heap, parallel, original }: KernelContext) => {
    return (params) => {
      const x = input(params.inputs, 'x');
      if (x.dtype !== 'complex64' && x.dtype !== 'float32') return runOriginal(original, params);
      const out = heap.output(x.shape, x.dtype);
      const count = (x.dtype === 'complex64' ? 2 : 1) * sizeOf(x.shape);
      parallel.run('fillFlat', Math.ceil(count / 4096), grainOf(4096), count, 0, heap.addressOf(out));
      return out;
    };
  },
  selfTest: (test) => {
    test.expect({ x: { shape: [3], values: [1, 2, 3] } }, {}, { shape: [3], values: [0, 0, 0] });
  },
};

import type { TensorInfo } from '@tensorflow/tfjs-core';
import { partsOf } from './complex';
import type { WasmHeap } from './heap';
import { input, sizeOf, type WasmKernel } from './kernel';
import { grainOf } from './threads/parallel';

/** `tf.cast` on wasm. The same type is a second name for the same numbers; what is not zero is true, where TF.js's own cuts 0.5 off to false. */
export const cast: WasmKernel = {
  name: 'Cast',
  create: ({ heap, parallel, original }) => {
    return (params) => {
      const x = input(params.inputs, 'x');
      const to = params.attrs?.dtype;
      if (x.dtype === to) return heap.view(x, x.shape);
      if (to === 'complex64' || x.dtype === 'complex64') return castComplex(heap, x, to);
      const conversion = CONVERSIONS[`${x.dtype} ${String(to)}`];
      if (conversion === undefined || !isType(to)) {
        if (original) return original(params);
        throw new TypeError(`Numbers of type ${x.dtype} cannot be made ${String(to)}.`);
      }
      const out = heap.output(x.shape, to);
      const count = sizeOf(x.shape);
      const numbers = [count, conversion, heap.addressOf(x), heap.addressOf(out)];
      parallel.run('castFlat', Math.ceil(count / UNIT), grainOf(UNIT), ...numbers);
      return out;
    };
  },
  selfTest: (test) => {
    const x = { shape: [5], values: [-1.7, 0, 0.5, 2, 3.9] };
    test.expect({ x }, { dtype: 'int32' }, { shape: [5], values: [-1, 0, 0, 2, 3] });
    test.expect({ x }, { dtype: 'bool' }, { shape: [5], values: [1, 0, 1, 1, 1] });
    const flags = { shape: [5], values: [1, 0, 0, 1, 1], dtype: 'bool' } as const;
    test.expect({ x: flags }, { dtype: 'float32' }, { shape: [5], values: flags.values });
  },
};

/** Numbers in a unit, and the conversions, numbered, of wasm/cast.ts. */
const UNIT = 1024;
const CONVERSIONS: Readonly<Record<string, number>> = {
  'float32 int32': 0,
  'int32 float32': 1,
  'bool float32': 2,
  'bool int32': 3,
  'float32 bool': 4,
  'int32 bool': 5,
};

const isType = (dtype: unknown): dtype is 'float32' | 'int32' | 'bool' =>
  dtype === 'float32' || dtype === 'int32' || dtype === 'bool';

/** From real numbers with an imaginary part of zero, and to real numbers without one. */
function castComplex(heap: WasmHeap, x: TensorInfo, to: unknown): TensorInfo {
  if (x.dtype === 'complex64' && to === 'float32') {
    const { real, count } = partsOf(heap, x);
    return heap.write(new Float32Array(heap.memory.buffer, real, count).slice(), x.shape, 'float32');
  }
  if (x.dtype !== 'float32') throw new TypeError(`Numbers of type ${x.dtype} cannot be made ${String(to)}.`);
  const both = new Float32Array(2 * sizeOf(x.shape));
  both.set(heap.read(x));
  return heap.write(both, x.shape, 'complex64');
}

import type { KernelBackend, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './heap';
import type { SelfTest } from './kernel';

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, complex64: Float32Array };

/** Runs a kernel outside of TF.js's engine and compares with numbers known beforehand. Throws an Error where they differ. */
export function selfTest(kernel: KernelFunc, backend: KernelBackend, heap: WasmHeap): SelfTest {
  return {
    heap,
    expect: (tensors, attrs, expected) => {
      const inputs: Record<string, TensorInfo> = {};
      for (const [name, { shape, values, dtype = 'float32' }] of Object.entries(tensors)) {
        const numbers = arrays[dtype].from(values);
        inputs[name] = heap.write(numbers, shape, dtype);
      }
      const outcome = kernel({ inputs, backend, attrs });
      const outputs = Array.isArray(outcome) ? outcome : [outcome];
      const first = outputs[0];
      const shape = first?.shape ?? [];
      const actual = first ? heap.read(first) : new Float32Array();
      for (const tensor of [...outputs, ...Object.values(inputs)]) heap.dispose(tensor);
      if (shape.join() !== expected.shape.join()) throw new Error(`shape [${shape}] instead of [${expected.shape}]`);
      for (let index = 0; index < actual.length; index++) {
        const [is, should] = [actual[index] ?? Number.NaN, expected.values[index] ?? Number.NaN];
        if (!(Math.abs(is - should) <= 1e-5 * Math.max(1, Math.abs(should)))) {
          throw new Error(`number ${index} is ${is} instead of ${should}`);
        }
      }
    },
  };
}

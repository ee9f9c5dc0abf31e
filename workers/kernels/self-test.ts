import type { KernelBackend, KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmHeap } from './heap';
import type { SelfTest, TestTensor } from './kernel';

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, complex64: Float32Array };

/** Runs a kernel outside of TF.js's engine and compares with numbers known beforehand. Throws an Error where they differ. */
export function selfTest(kernel: KernelFunc, backend: KernelBackend, heap: WasmHeap): SelfTest {
  /** Runs the kernel, and gives the shape and the numbers of its first result, or of the input of that name. */
  const run = (tensors: Readonly<Record<string, TestTensor>>, attrs: NamedAttrMap, name?: string) => {
    const inputs: Record<string, TensorInfo> = {};
    for (const [key, { shape, values, dtype = 'float32' }] of Object.entries(tensors)) {
      const numbers = arrays[dtype].from(values);
      inputs[key] = heap.write(numbers, shape, dtype);
    }
    const outcome = kernel({ inputs, backend, attrs });
    const outputs = Array.isArray(outcome) ? outcome : [outcome];
    const looked = name === undefined ? outputs[0] : inputs[name];
    const found = { shape: looked?.shape ?? [], actual: looked ? heap.read(looked) : new Float32Array() };
    for (const tensor of [...outputs, ...Object.values(inputs)]) heap.dispose(tensor);
    return found;
  };
  return {
    heap,
    expect: (tensors, attrs, expected) => {
      const { shape, actual } = run(tensors, attrs);
      if (shape.join() !== expected.shape.join()) throw new Error(`shape [${shape}] instead of [${expected.shape}]`);
      compare(actual, expected.values);
    },
    expectInput: (name, tensors, attrs, values) => compare(run(tensors, attrs, name).actual, values),
  };
}

function compare(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  if (actual.length !== expected.length) throw new Error(`${actual.length} numbers instead of ${expected.length}`);
  for (let index = 0; index < actual.length; index++) {
    const [is, should] = [actual[index] ?? Number.NaN, expected[index] ?? Number.NaN];
    if (!(Math.abs(is - should) <= 1e-5 * Math.max(1, Math.abs(should)))) {
      throw new Error(`number ${index} is ${is} instead of ${should}`);
    }
  }
}

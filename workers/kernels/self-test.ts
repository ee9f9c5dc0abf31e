import type { DataType, KernelBackend, KernelFunc, NamedAttrMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { SelfTest, TestTensor } from './kernel';

/** Where a test puts its numbers and finds those of a result: the heap of wasm, or a backend that has to be waited for. */
export interface TestMemory {
  write(values: Float32Array | Int32Array | Uint8Array, shape: readonly number[], dtype: DataType): TensorInfo;
  read(tensor: TensorInfo): ArrayLike<number> | Promise<ArrayLike<number>>;
  dispose(tensor: TensorInfo): void;
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array, complex64: Float32Array };

/** Runs a kernel outside of TF.js's engine and compares with numbers known beforehand. Throws an Error where they differ. */
export async function selfTest(
  kernel: KernelFunc,
  backend: KernelBackend,
  memory: TestMemory,
  test: (test: SelfTest) => void,
): Promise<void> {
  /** Runs the kernel, and gives the shape and the numbers of its first result, or of the input of that name. */
  const run = async (tensors: Readonly<Record<string, TestTensor>>, attrs: NamedAttrMap, name?: string) => {
    const inputs: Record<string, TensorInfo> = {};
    for (const [key, { shape, values, dtype = 'float32' }] of Object.entries(tensors)) {
      const numbers = arrays[dtype].from(values);
      inputs[key] = memory.write(numbers, shape, dtype);
    }
    let outputs: readonly TensorInfo[] = [];
    try {
      const outcome = kernel({ inputs, backend, attrs });
      outputs = Array.isArray(outcome) ? outcome : [outcome];
      const looked = name === undefined ? outputs[0] : inputs[name];
      return { shape: looked?.shape ?? [], actual: looked ? await memory.read(looked) : [] };
    } finally {
      for (const tensor of [...outputs, ...Object.values(inputs)]) memory.dispose(tensor);
    }
  };
  const held: Promise<void>[] = [];
  test({
    expect: (tensors, attrs, expected) => {
      const same = async () => {
        const { shape, actual } = await run(tensors, attrs);
        if (shape.join() !== expected.shape.join()) throw new Error(`shape [${shape}] instead of [${expected.shape}]`);
        compare(actual, expected.values);
      };
      held.push(same());
    },
    expectInput: (name, tensors, attrs, values) => {
      held.push(run(tensors, attrs, name).then(({ actual }) => compare(actual, values)));
    },
  });
  // All are waited for before the first error is told, so that none is told to nobody.
  for (const outcome of await Promise.allSettled(held)) if (outcome.status === 'rejected') throw outcome.reason;
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

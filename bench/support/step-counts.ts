import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@/ml/tf';

/** What was asked of the wasm backend between two looks. */
export interface StepCounts {
  readonly calls: number;
  readonly byName: readonly (readonly [string, number])[];
  /** Bytes that were asked of the heap, whether for tensors or for kernels' scratch, and in how many pieces. */
  readonly allocated: number;
  readonly allocations: number;
  /** Bytes that were written by kernels that only move numbers; a second name for the same numbers copies nothing. */
  readonly copied: number;
  /** How often numbers were read back to JavaScript. */
  readonly reads: number;
  /** The most bytes in use at once, and the kernel that ran then. */
  readonly peak: number;
  readonly peakIn: string;
}

/** Kernels that compute nothing. */
const MOVES = new Set([
  'Identity',
  'Cast',
  'Concat',
  'Slice',
  'SplitV',
  'StridedSlice',
  'Transpose',
  'Pack',
  'Unpack',
  'Tile',
  'Reshape',
  'GatherV2',
  'PadV2',
]);

/** Counts from now on, by what TF.js's wasm heap is asked for and gives back: `take` gives what came since the last look. */
export function countMemory(): { take(): StepCounts } {
  const backend = wasmBackend();
  const sizes = new Map<number, number>();
  const calls = new Map<string, number>();
  let [live, peak, allocated, allocations, copied, reads] = [0, 0, 0, 0, 0, 0];
  let running = 'no kernel';
  let peakIn = running;

  const { _malloc: allocate, _free: free } = backend.wasm;
  backend.wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    sizes.set(address, bytes);
    live += bytes;
    allocated += bytes;
    allocations += 1;
    if (live > peak) [peak, peakIn] = [live, running];
    return address;
  };
  backend.wasm._free = (address) => {
    live -= sizes.get(address) ?? 0;
    sizes.delete(address);
    free(address);
  };
  const read = backend.read.bind(backend);
  backend.read = (dataId) => {
    reads += 1;
    return read(dataId);
  };
  for (const config of tf.getKernelsForBackend('wasm')) {
    const { kernelName, kernelFunc } = config;
    const counted: KernelFunc = (params) => {
      const outer = running;
      running = kernelName;
      const result = kernelFunc(params);
      running = outer;
      calls.set(kernelName, (calls.get(kernelName) ?? 0) + 1);
      if (MOVES.has(kernelName)) copied += newBytes(Object.values(params.inputs), result);
      return result;
    };
    tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ ...config, kernelFunc: counted });
  }

  return {
    take: () => {
      const byName = [...calls].sort(([, a], [, b]) => b - a);
      const total = byName.reduce((sum, [, count]) => sum + count, 0);
      const taken = { calls: total, byName, allocated, allocations, copied, reads, peak, peakIn };
      calls.clear();
      [peak, peakIn, allocated, allocations, copied, reads] = [live, 'no kernel', 0, 0, 0, 0];
      return taken;
    },
  };
}

function newBytes(inputs: readonly (TensorInfo | undefined)[], result: TensorInfo | TensorInfo[]): number {
  const given = new Set(inputs.map((one) => one?.dataId));
  const made = (Array.isArray(result) ? result : [result]).filter(({ dataId }) => !given.has(dataId));
  return made.reduce(
    (sum, { shape, dtype }) => sum + tf.util.sizeFromShape([...shape]) * tf.util.bytesPerElement(dtype),
    0,
  );
}

function wasmBackend(): BackendWasm {
  const backend = tf.backend();
  if (!isWasm(backend)) throw new TypeError('Only the heap of the wasm backend is counted.');
  return backend;
}

const isWasm = (backend: tf.KernelBackend): backend is BackendWasm => 'wasm' in backend && 'dataIdMap' in backend;

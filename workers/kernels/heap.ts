import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { backend_util, type DataType, type KernelBackend, type TensorInfo, util } from '@tensorflow/tfjs-core';

/** The memory of TF.js's wasm backend, in which our kernels read and write tensors where they lie. */
export interface WasmHeap {
  readonly memory: WebAssembly.Memory;
  /** Byte address of a tensor's first number. */
  addressOf(tensor: TensorInfo): number;
  /** A new tensor of the backend, its numbers not yet written. Throws when the heap is full. */
  output(shape: readonly number[], dtype: DataType): TensorInfo;
  /** Address of at least `bytes` bytes that stay valid until the next call; grown when needed, never given back. */
  scratch(bytes: number): number;
  /** Writes addresses, as 32-bit numbers one after another. */
  writeAddresses(to: number, addresses: readonly number[]): void;
  /** A tensor of other shape over the same numbers; dispose of it like of any other. */
  view(tensor: TensorInfo, shape: readonly number[]): TensorInfo;
  /** A tensor's numbers where they lie; good until the next tensor is made. */
  values(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  read(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  write(values: Float32Array | Int32Array | Uint8Array, shape: readonly number[], dtype: DataType): TensorInfo;
  dispose(tensor: TensorInfo): void;
}

/** The heap of a started wasm backend. Throws a TypeError for any other backend, or a build that hides its memory. */
export function wasmHeap(backend: KernelBackend): WasmHeap {
  if (!isWasmBackend(backend)) throw new TypeError('Kernels of our own need the wasm backend.');
  const heap = heaps.get(backend) ?? open(backend);
  heaps.set(backend, heap);
  return heap;
}

/** One for each backend, so that its scratch is had once. */
const heaps = new WeakMap<KernelBackend, WasmHeap>();

function open(backend: BackendWasm): WasmHeap {
  const memory = memoryOf(backend.wasm);
  throwWhenFull(backend.wasm);
  readComplex(backend);
  let scratchAddress = 0;
  let scratchBytes = 0;

  return {
    memory,
    addressOf: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    output: (shape, dtype) => backend.makeOutput([...shape], dtype),
    scratch: (bytes) => {
      if (bytes > scratchBytes) {
        if (scratchAddress !== 0) backend.wasm._free(scratchAddress);
        scratchAddress = 0;
        scratchBytes = 0;
        scratchAddress = backend.wasm._malloc(bytes) >>> 0;
        scratchBytes = bytes;
      }
      return scratchAddress;
    },
    writeAddresses: (to, addresses) => new Uint32Array(memory.buffer, to, addresses.length).set(addresses),
    view: (tensor, shape) => {
      backend.incRef(tensor.dataId);
      return { dataId: tensor.dataId, shape: [...shape], dtype: tensor.dtype };
    },
    values: (tensor) => backend.typedArrayFromHeap(tensor),
    read: (tensor) =>
      tensor.dtype === 'complex64'
        ? complexNumbers(backend, tensor.dataId)
        : backend.typedArrayFromHeap(tensor).slice(),
    write: (values, shape, dtype) => backend.makeOutput([...shape], dtype, undefined, values),
    dispose: (tensor) => {
      backend.disposeData(tensor.dataId);
    },
  };
}

/** TF.js's wasm reads no complex tensors; laid out as complex.ts has them, they read as on every other backend, real and imaginary parts in turns. */
function readComplex(backend: BackendWasm): void {
  const readSync = backend.readSync.bind(backend);
  backend.readSync = (dataId, start, end) =>
    backend.dataIdMap.get(dataId).dtype === 'complex64'
      ? complexNumbers(backend, dataId)
      : readSync(dataId, start, end);
}

function complexNumbers(backend: BackendWasm, dataId: TensorInfo['dataId']): Float32Array {
  const { shape, memoryOffset } = backend.dataIdMap.get(dataId);
  const parts = new Float32Array(backend.wasm.HEAPU8.buffer, memoryOffset, 2 * util.sizeFromShape(shape));
  const half = parts.length / 2;
  return backend_util.mergeRealAndImagArrays(parts.subarray(0, half), parts.subarray(half));
}

/** By what it carries, not by its class: a bundle may hold the class twice. */
function isWasmBackend(backend: KernelBackend): backend is BackendWasm {
  return 'wasm' in backend && 'dataIdMap' in backend && 'makeOutput' in backend && 'typedArrayFromHeap' in backend;
}

/** The threaded build names its memory `wasmMemory`, the other exports it. */
function memoryOf(module: object): WebAssembly.Memory {
  if ('wasmMemory' in module && module.wasmMemory instanceof WebAssembly.Memory) return module.wasmMemory;
  const exported = 'asm' in module && typeof module.asm === 'object' && module.asm !== null ? module.asm : {};
  if ('memory' in exported && exported.memory instanceof WebAssembly.Memory) return exported.memory;
  throw new TypeError('This build of the wasm backend does not show its memory.');
}

/**
 * A full heap answers a wish for memory with address 0, and TF.js then writes the tensor there, over its own data: every
 * later number may be wrong. From now on it throws a RangeError instead, for all of TF.js's kernels.
 */
function throwWhenFull(module: { _malloc(bytes: number): number; _free(address: number): void }): void {
  // The first call of each puts the function itself in its place, over what stands there.
  module._free(module._malloc(4));
  const allocate = module._malloc;
  module._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0) {
      throw new RangeError(
        `The memory of WebAssembly is full: ${(bytes / 2 ** 20).toFixed(1)} MiB more were asked for.`,
      );
    }
    return address;
  };
}

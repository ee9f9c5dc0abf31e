import {
  getKernel,
  type KernelBackend,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type WasmHeap, wasmHeap } from './heap';
import type { WasmKernel } from './kernel';
import { wasmKernels } from './list';
import { bestVariant, loadKernels } from './module';
import { selfTest } from './self-test';

export interface InstalledKernels {
  /** TF.js names of the kernels that are now ours. */
  readonly installed: readonly string[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** TF.js's own kernels, so that installing twice does not wrap ours. */
const originals = new Map<string, KernelConfig | undefined>();

/**
 * Puts our kernels in place of TF.js's on a started wasm backend, for all of TF.js. Each is tested first on this
 * machine; one that fails is left out with a line to `log`, and TF.js's own, where it has one, goes on serving.
 * Without SIMD all are left out. Call again after the backend was made anew.
 */
export async function installWasmKernels(
  backend: KernelBackend,
  { log }: { readonly log: (line: string) => void },
  kernels: readonly WasmKernel[] = wasmKernels,
): Promise<InstalledKernels> {
  const heap = wasmHeap(backend);
  const variant = bestVariant(heap.memory);
  if (!variant) {
    log('This machine has no WebAssembly SIMD: the slower kernels of TF.js serve.');
    return { installed: [], leftOut: kernels.map(({ name }) => ({ name, reason: 'no SIMD' })) };
  }
  const module = await loadKernels(heap.memory, variant);
  const installed: string[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const kernel of kernels) {
    try {
      register(kernel, backend, heap, module);
      installed.push(kernel.name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      leftOut.push({ name: kernel.name, reason });
      log(`Kernel ${kernel.name} failed its self-test and is left out: ${reason}`);
    }
  }
  return { installed, leftOut };
}

function register(
  kernel: WasmKernel,
  backend: KernelBackend,
  heap: WasmHeap,
  module: Parameters<WasmKernel['create']>[0]['module'],
) {
  const { name } = kernel;
  if (!originals.has(name)) originals.set(name, getKernel(name, 'wasm'));
  const original = originals.get(name);
  const kernelFunc = kernel.create({ heap, module, original: original?.kernelFunc });
  kernel.selfTest(selfTest(kernelFunc, backend, heap));
  if (getKernel(name, 'wasm')) unregisterKernel(name, 'wasm');
  registerKernel({ ...original, kernelName: name, backendName: 'wasm', kernelFunc });
}

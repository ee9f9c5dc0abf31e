import {
  getKernel,
  type KernelBackend,
  type KernelConfig,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type WasmHeap, wasmHeap } from './heap';
import { type InstalledKernels, installEach } from './install-each';
import type { KernelContext, WasmKernel } from './kernel';
import { wasmKernels } from './list';
import { bestVariant, isShared, type KernelModule, loadKernels, type Variant } from './module';
import { selfTest } from './self-test';
import { alone, type Parallel } from './threads/parallel';
import { startThreads, type Threads } from './threads/threads';

export interface InstallOptions {
  readonly log: (line: string) => void;
  /** Threads to compute with, this one included; 1 when not given. More than one needs a shared memory. */
  readonly threads?: number;
  /** A build of the kernels that is not the best for this machine, to compare with it. */
  readonly variant?: Variant;
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
  { log, threads = 1, ...options }: InstallOptions,
  kernels: readonly WasmKernel[] = wasmKernels,
): Promise<InstalledKernels> {
  const heap = wasmHeap(backend);
  const variant = options.variant ?? bestVariant();
  if (!variant) {
    log('This machine has no WebAssembly SIMD: the slower kernels of TF.js serve.');
    return { installed: [], leftOut: kernels.map(({ name }) => ({ name, reason: 'no SIMD' })) };
  }
  const { module, parallel } = await computing(backend, heap, variant, { log, threads });
  return installEach(kernels, (kernel) => register(kernel, backend, { heap, module, parallel }), log);
}

/** What computes for a backend: had once, since threads live as long as it does. */
const computers = new WeakMap<
  KernelBackend,
  { readonly module: KernelModule; readonly parallel: Parallel | Threads }
>();

async function computing(
  backend: KernelBackend,
  { memory }: WasmHeap,
  variant: Variant,
  { log, threads }: { readonly log: (line: string) => void; readonly threads: number },
) {
  const known = computers.get(backend);
  if (known) return known;
  const module = await loadKernels(memory, variant);
  const parallel = threads > 1 && isShared(memory) ? await startThreads(module, memory, threads, log) : alone(module);
  const made = { module, parallel };
  computers.set(backend, made);
  return made;
}

/** Threads that compute for a backend and have started, this one included. */
export function runningThreads(backend: KernelBackend): number {
  const parallel = computers.get(backend)?.parallel;
  return parallel && 'running' in parallel ? parallel.running() : 1;
}

/** Ends the threads of a backend that is to be disposed of. */
export function endThreads(backend: KernelBackend): void {
  const parallel = computers.get(backend)?.parallel;
  if (parallel && 'end' in parallel) parallel.end();
  computers.delete(backend);
}

async function register(
  kernel: WasmKernel,
  backend: KernelBackend,
  context: Omit<KernelContext, 'original'>,
): Promise<void> {
  const { name } = kernel;
  if (!originals.has(name)) originals.set(name, getKernel(name, 'wasm'));
  const original = originals.get(name);
  const kernelFunc = kernel.create({ ...context, original: original?.kernelFunc });
  await selfTest(kernelFunc, backend, context.heap, kernel.selfTest);
  if (getKernel(name, 'wasm')) unregisterKernel(name, 'wasm');
  registerKernel({ ...original, kernelName: name, backendName: 'wasm', kernelFunc });
}

import * as tf from '@tensorflow/tfjs-core';
import { endThreads, installWasmKernels, runningThreads } from '@/workers/kernels/install';
import { type BackendOptions, BackendUnavailableError, type Candidate } from './backend';
import { withSharedMemory } from './shared-memory';

const MOST_THREADS = 8;

/** Makes wasm, with our kernels in place, the current backend. Throws a BackendUnavailableError where it cannot start. */
export async function startWasm(options: BackendOptions): Promise<Candidate> {
  // Paths and memory are settled before the backend starts; one that runs already keeps its own.
  const started = tf.engine().registry.wasm ? await tf.setBackend('wasm') : await startAnew(options);
  if (!started) throw new BackendUnavailableError('wasm', 'WebAssembly did not start.');
  const wanted = Math.max(1, Math.min(options.threads ?? (await processors()), MOST_THREADS));
  const { leftOut } = await installWasmKernels(tf.backend(), { log: options.log, threads: wanted });
  if (leftOut.length > 0)
    options.log(`TF.js's own wasm kernels serve for ${leftOut.map(({ name }) => name).join(', ')}.`);
  return wasmCandidate();
}

/** The running wasm backend as the page shows it. Threads count once they run, not when they are asked for. */
export function wasmCandidate(): Candidate {
  const threads = runningThreads(tf.backend());
  return { threads, label: threadsLabel(threads) };
}

/** Ends the threads that compute for the wasm backend, before it is disposed of. */
export function releaseWasm(): void {
  const backend = tf.engine().registry.wasm;
  if (backend) endThreads(backend);
}

export const threadsLabel = (threads: number): string =>
  threads > 1 ? `WebAssembly · ${threads} threads` : 'WebAssembly';

/**
 * TF.js's build without threads in any case: its threaded one makes eight workers from the text of a function, which a minifier breaks, and does not start
 * in Node. Threads are those of our kernels, and all they need of TF.js is a memory that can be shared.
 */
async function startAnew({ wasmPath }: BackendOptions): Promise<boolean> {
  if (typeof WorkerGlobalScope === 'undefined') (await import('./node')).allowRelaxedSimd();
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(wasmPath);
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const start = () => tf.setBackend('wasm');
  return canShareMemory() ? withSharedMemory(start) : start();
}

/** A page shares memory with its workers when it is isolated (COOP and COEP); Node always does. */
const canShareMemory = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && (typeof crossOriginIsolated === 'undefined' || crossOriginIsolated);

async function processors(): Promise<number> {
  if (typeof WorkerGlobalScope !== 'undefined') return navigator.hardwareConcurrency;
  return (await import('./node')).nodeProcessors();
}

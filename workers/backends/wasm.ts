import * as tf from '@tensorflow/tfjs-core';
import { installWasmKernels } from '@/workers/kernels/install';
import { type BackendOptions, BackendUnavailableError, type Candidate } from './backend';

const MOST_THREADS = 8;

/** TF.js waits for its threads for ever; half a second is usual. */
const PATIENCE_MS = 5000;

/** Makes wasm, with our kernels in place, the current backend. Throws a BackendUnavailableError where it cannot start. */
export async function startWasm(options: BackendOptions): Promise<Candidate> {
  // Paths and threads are asked for before the backend starts; one that runs already keeps its own.
  const started = tf.engine().registry.wasm ? await tf.setBackend('wasm') : await startAnew(options);
  if (!started) throw new BackendUnavailableError('wasm', 'WebAssembly did not start.');
  const { leftOut } = await installWasmKernels(tf.backend(), options);
  if (leftOut.length > 0)
    options.log(`TF.js's own wasm kernels serve for ${leftOut.map(({ name }) => name).join(', ')}.`);
  const running = runningThreads(tf.backend());
  return { threads: running, label: threadsLabel(running) };
}

async function startAnew({ wasmPath, log, threads }: BackendOptions): Promise<boolean> {
  const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  const wanted = Math.max(1, Math.min(threads ?? MOST_THREADS, MOST_THREADS, processors()));
  setWasmPaths(wasmPath);
  setThreadsCount(wanted);
  // The threaded build keeps eight workers ready, whatever it is asked for: one thread needs none of them.
  if (wanted === 1 || !(await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'))) return startSingle();
  const threaded = withProcessors(2 * wanted, () => tf.setBackend('wasm'));
  const late = Symbol('late');
  const outcome = await Promise.race([
    threaded,
    new Promise<typeof late>((done) => setTimeout(done, PATIENCE_MS, late)),
  ]);
  if (outcome !== late) return outcome;
  log('The threads of TensorFlow.js did not start (a policy or a minifier may be in their way): one thread serves.');
  const factory = tf.findBackendFactory('wasm');
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', factory, 0);
  return startSingle();
}

function startSingle(): Promise<boolean> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  return tf.setBackend('wasm');
}

/** TF.js uses half of the processors that `navigator` names, whatever it is asked for; so it is told twice as many while it starts. */
async function withProcessors<T>(count: number, start: () => Promise<T>): Promise<T> {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: count, configurable: true });
  try {
    return await start();
  } finally {
    // The property of the prototype shows again.
    Reflect.deleteProperty(navigator, 'hardwareConcurrency');
  }
}

export const threadsLabel = (threads: number): string =>
  threads > 1 ? `WebAssembly · ${threads} threads` : 'WebAssembly';

/**
 * Threads that run, counted by the workers that have loaded TF.js's code and not by what TF.js was asked for: a worker
 * whose code a minifier broke is in the asked-for number too.
 */
export function runningThreads(backend: tf.KernelBackend): number {
  const module = 'wasm' in backend && typeof backend.wasm === 'object' && backend.wasm !== null ? backend.wasm : {};
  const pool =
    'PThread' in module && typeof module.PThread === 'object' && module.PThread !== null ? module.PThread : {};
  const workers = 'runningWorkers' in pool && Array.isArray(pool.runningWorkers) ? pool.runningWorkers : [];
  return (
    1 + workers.filter((worker: unknown) => isObject(worker) && 'loaded' in worker && worker.loaded === true).length
  );
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const processors = (): number => (typeof navigator === 'undefined' ? 1 : (navigator.hardwareConcurrency ?? 1));

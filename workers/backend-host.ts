import type { BackendName, BackendPreference, BackendStatus } from './runtime';

/** The TensorFlow.js backend of this thread, started when a step first needs it. */
export interface BackendHost {
  /** Starts it if need be. Its label is what people read: `WebAssembly, 4 threads`. */
  ready(): Promise<{ readonly name: string; readonly threads: number; readonly label: string }>;
  list(): Promise<readonly BackendStatus[]>;
  /** Tensors that are alive; 0 while TensorFlow.js is not loaded. */
  tensors(): number;
}

/** TensorFlow.js is loaded with the first call that needs it. */
export function createBackendHost(options: {
  readonly wasmPath: string;
  readonly preference: BackendPreference;
  readonly log: (line: string) => void;
}): BackendHost {
  let loaded: { readonly tensors: () => number } | null = null;
  let starting: Promise<{
    readonly name: BackendName;
    readonly label: string;
    readonly threads: number;
    readonly gflops: number;
  }> | null = null;

  async function start() {
    const [{ startBackend }, tf] = await Promise.all([import('./backends'), import('@tensorflow/tfjs-core')]);
    const started = await startBackend(options.preference, { wasmPath: options.wasmPath, log: options.log });
    loaded = { tensors: () => tf.memory().numTensors };
    return started;
  }
  const ready = () => {
    starting ??= start().catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  };
  return {
    ready,
    list: async () => (await import('./backends')).listBackends(await ready()),
    tensors: () => loaded?.tensors() ?? 0,
  };
}

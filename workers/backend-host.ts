import type { BackendName, BackendStatus } from './runtime';

/** The TensorFlow.js backend of this thread, started when a step first needs it. */
export interface BackendHost {
  /** Starts it if need be. */
  ready(): Promise<{ readonly name: string; readonly threads: number }>;
  /** Changes it, and starts the new one. */
  choose(preference: BackendName | 'auto'): Promise<readonly BackendStatus[]>;
  list(): Promise<readonly BackendStatus[]>;
  /** Tensors that are alive; 0 while TensorFlow.js is not loaded. */
  tensors(): number;
}

/** TensorFlow.js is loaded with the first call that needs it. */
export function createBackendHost(options: {
  readonly wasmPath: string;
  readonly preference: BackendName | 'auto';
  readonly log: (line: string) => void;
}): BackendHost {
  let preference = options.preference;
  let loaded: { readonly tensors: () => number } | null = null;
  let starting: Promise<{
    readonly name: BackendName;
    readonly label: string;
    readonly threads: number;
    readonly gflops: number;
  }> | null = null;

  async function start() {
    const [{ startBackend }, tf] = await Promise.all([import('./backends'), import('@tensorflow/tfjs-core')]);
    const started = await startBackend(preference, { wasmPath: options.wasmPath, log: options.log });
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
  const list = async () => (await import('./backends')).listBackends(await ready());
  return {
    ready,
    list,
    choose(wished) {
      preference = wished;
      starting = null;
      return list();
    },
    tensors: () => loaded?.tensors() ?? 0,
  };
}

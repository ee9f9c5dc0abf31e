import * as tf from '@/ml/tf';

/** What differs for a measurement that runs in Node and in a browser's worker alike. */
export const inBrowser = typeof WorkerGlobalScope !== 'undefined';

/** Folder of TF.js's `.wasm` files. */
export const wasmPath = async (): Promise<string> =>
  inBrowser ? '/tfjs/' : (await import('@/workers/backends/node')).nodeWasmPath();

/** Starts wasm with our kernels on all threads, as the product does; `plain`: with TF.js's own kernels and threads, at most half as many as there are cores. */
export async function startWasm({ plain = false, threads }: { plain?: boolean; threads?: number } = {}): Promise<void> {
  const path = await wasmPath();
  tf.enableProdMode();
  if (!plain) {
    const { startBackend } = await import('@/workers/backends');
    const options = { wasmPath: path, log: console.log, ...(threads === undefined ? {} : { threads }) };
    const { label, gflops } = await startBackend('wasm', options);
    console.log(`${label}, ${gflops.toFixed(0)} GFLOP/s`);
    return;
  }
  const { setThreadsCount, setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(path);
  if (threads !== undefined) setThreadsCount(threads);
  await tf.setBackend('wasm');
}

/** Tells the page that the measurement is over. */
export function finish(): void {
  if (inBrowser) postMessage('done');
}

/** Whether a switch such as `--plain` was given. */
export function asked(name: string): boolean {
  return (inBrowser ? globalThis.benchArguments : process.argv).includes(name);
}

declare global {
  /** Written into the bundle by in-chromium.ts. */
  var benchArguments: readonly string[];
}

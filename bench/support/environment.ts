/** What differs for a measurement that runs in Node and in a browser's worker alike. */
export const inBrowser = typeof WorkerGlobalScope !== 'undefined';

/** Folder of TF.js's `.wasm` files. */
export const wasmPath = async (): Promise<string> =>
  inBrowser ? '/tfjs/' : (await import('@/workers/backends/node')).nodeWasmPath();

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

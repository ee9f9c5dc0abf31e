import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';

/** Folder of TF.js's `.wasm` files in `node_modules`, for `startBackend` in Node. */
export function nodeWasmPath(): string {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return `${join(dirname(manifest), 'dist')}/`;
}

/** Processors that this process may use. */
export const nodeProcessors = (): number => availableParallelism();

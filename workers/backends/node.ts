import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';

/** Folder of TF.js's `.wasm` files in `node_modules`, for `startBackend` in Node. */
export function nodeWasmPath(): string {
  const manifest = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  return `${join(dirname(manifest), 'dist')}/`;
}

/** Processors that this process may use. */
export const nodeProcessors = (): number => availableParallelism();

/** Node 20 has fused multiply-add for WebAssembly, as browsers do, behind a flag; later ones have it without. Before any module is compiled. */
export function allowRelaxedSimd(): void {
  if (Number(process.versions.node.split('.')[0]) < 22) setFlagsFromString('--experimental-wasm-relaxed-simd');
}

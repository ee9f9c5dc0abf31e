import { fileURLToPath } from 'node:url';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@/ml/tf';
import { installWasmKernels } from '@/workers/kernels/install';
import type { InstalledKernels } from '@/workers/kernels/install-each';

/** Starts TF.js's wasm backend in Node with our kernels in place. */
export async function startWasm(): Promise<InstalledKernels> {
  const folder = new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/wasm-out/', import.meta.url);
  if (tf.getBackend() !== 'wasm') {
    setWasmPaths(fileURLToPath(folder));
    await tf.setBackend('wasm');
  }
  return installWasmKernels(tf.backend(), { log: () => {} });
}

/** `count` numbers in −2 … 2, the same for the same seed; float32 values, so that a float64 reference starts equal. */
export function numbers(count: number, seed: number): Float32Array {
  const values = new Float32Array(count);
  let state = seed * 2654435761 + 12345;
  for (let index = 0; index < count; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    values[index] = (state / 2 ** 32) * 4 - 2;
  }
  return values;
}

/** The largest difference of two lists, relative where the expected number is above one; infinite where lengths or NaNs differ. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let index = 0; index < actual.length; index++) {
    const [is, should] = [actual[index] ?? Number.NaN, expected[index] ?? Number.NaN];
    if (Object.is(is, should) || is === should) continue;
    const off = Math.abs(is - should) / Math.max(1, Math.abs(should));
    if (!(off <= worst)) worst = Number.isNaN(off) ? Number.POSITIVE_INFINITY : off;
  }
  return worst;
}

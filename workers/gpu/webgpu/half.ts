import {
  getKernel,
  type KernelBackend,
  type KernelFunc,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { checkProduct, timeProducts } from './half-check';
import { HALF_FEATURE } from './half-device';
import { PRODUCTS, product } from './product';
import { webgpu } from './program';

/**
 * Puts matrix products in half precision in place of TF.js's on a started WebGPU backend, where they are wished for, the device has half precision, they
 * are right on it, and quicker than TF.js's own in a short measurement; true if so. In any other case TF.js's serve, with a line to `log`.
 */
export async function installHalf(
  started: KernelBackend,
  { wished, log }: { readonly wished: boolean; readonly log: (line: string) => void },
): Promise<boolean> {
  const backend = webgpu(started);
  replaceProducts(null);
  const offered = backend.device.features.has(HALF_FEATURE);
  const half = product('f16', refuse);
  const { use, line } = await decideHalf({
    ...{ offered, wished },
    check: () => checkProduct(backend, half),
    measure: async () => {
      const single = getKernel('BatchMatMul', 'webgpu')?.kernelFunc ?? refuse;
      const [inHalf = Number.NaN, inSingle = Number.NaN] = await timeProducts(backend, [half, single]);
      return { half: inHalf, single: inSingle };
    },
  });
  if (line) log(line);
  if (use) replaceProducts('f16');
  return use;
}

/** How much of TF.js's time a product may take, at most, to be called quicker: what a measurement of some milliseconds can tell. */
const QUICKER = 0.9;

export interface HalfCircumstances {
  readonly offered: boolean;
  readonly wished: boolean;
  /** Throws an Error where products are wrong. */
  readonly check: () => Promise<void>;
  /** Milliseconds of the same products in half precision and TF.js's own. */
  readonly measure: () => Promise<{ readonly half: number; readonly single: number }>;
}

/** Whether products are made in half precision, and the line that says why. */
export async function decideHalf({
  offered,
  wished,
  check,
  measure,
}: HalfCircumstances): Promise<{ readonly use: boolean; readonly line?: string }> {
  if (!offered) return { use: false };
  if (!wished) return { use: false, line: 'WebGPU: products in single precision, as chosen.' };
  try {
    await check();
    const { half, single } = await measure();
    const times = `${half.toFixed(2)} ms in half precision, ${single.toFixed(2)} ms in single`;
    return half <= QUICKER * single
      ? { use: true, line: `WebGPU: products in half precision are right and quicker here (${times}).` }
      : { use: false, line: `WebGPU: products stay in single precision, which is as quick here (${times}).` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { use: false, line: `WebGPU: products in half precision are left out: ${reason}` };
  }
}

/** TF.js's own kernels, by name, while ours stand in their place. */
const originals = new Map<string, KernelFunc>();

/** Makes TF.js's products on WebGPU with tiles of that type; null gives it its own back. */
export function replaceProducts(tile: 'f16' | 'f32' | null): void {
  for (const kernelName of PRODUCTS) {
    const original = originals.get(kernelName) ?? getKernel(kernelName, 'webgpu')?.kernelFunc;
    if (!original || (!tile && !originals.has(kernelName))) continue;
    unregisterKernel(kernelName, 'webgpu');
    registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: tile ? product(tile, original) : original });
    if (tile) originals.set(kernelName, original);
    else originals.delete(kernelName);
  }
}

const refuse: KernelFunc = () => {
  throw new Error('a product of the test was not taken');
};

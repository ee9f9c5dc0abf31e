import type { KernelFunc } from '@tensorflow/tfjs-core';
import type { KnownName } from '@/workers/kernels/known';

/** A fused kernel of ours for a graphics backend, with the inputs, attributes and results of wasm's kernel of that name. */
export interface GraphicsKernel {
  readonly name: KnownName;
  readonly run: KernelFunc;
}

import { getKernel, type KernelBackend, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { type InstalledKernels, installEach } from '@/workers/kernels/install-each';
import { known } from '@/workers/kernels/known';
import { selfTest, type TestMemory } from '@/workers/kernels/self-test';
import type { GraphicsKernel } from './kernel';

/**
 * Puts our fused kernels beside TF.js's on a started graphics backend, each tested first on this card and its driver with the numbers that wasm's are
 * tested with. One that fails is left out with a line to `log`, and the same is composed of ops.
 */
export const installGraphicsKernels = (
  backendName: 'webgpu' | 'webgl',
  backend: KernelBackend,
  kernels: readonly GraphicsKernel[],
  log: (line: string) => void,
): Promise<InstalledKernels> =>
  installEach(
    kernels,
    async ({ name, run }) => {
      await selfTest(run, backend, memoryOf(backend), known[name]);
      if (getKernel(name, backendName)) unregisterKernel(name, backendName);
      registerKernel({ kernelName: name, backendName, kernelFunc: run });
    },
    log,
  );

/** Tensors of a backend outside of TF.js's engine. */
const memoryOf = (backend: KernelBackend): TestMemory => ({
  write: (values, shape, dtype) => ({ dataId: backend.write(values, [...shape], dtype), shape: [...shape], dtype }),
  read: async ({ dataId }) => {
    const values = await backend.read(dataId);
    return ArrayBuffer.isView(values) ? values : [];
  },
  dispose: ({ dataId }) => void backend.disposeData(dataId),
});

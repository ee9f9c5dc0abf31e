import type { GraphicsKernel } from '../kernel';

/** All kernels of ours for WebGL. */
export const webglKernels: readonly GraphicsKernel[] = [];

import type { GraphicsKernel } from '../kernel';
import { crossEntropies } from './cross-entropy';
import { gates } from './gates';
import { norms } from './norm';

/**
 * All kernels of ours for WebGL. None of the optimisers: a program cannot write the texture that it reads, so nothing is updated in place; what would be three
 * programs for each parameter is less as ops on all of them in a row.
 */
export const webglKernels: readonly GraphicsKernel[] = [...norms, ...gates, ...crossEntropies];

import type { GraphicsKernel } from '../kernel';
import { crossEntropies } from './cross-entropy';
import { gates } from './gates';
import { groupNorms } from './group-norm';
import { norms } from './norm';
import { optimisers } from './optimiser';

/** All kernels of ours for WebGPU. */
export const webgpuKernels: readonly GraphicsKernel[] = [
  ...norms,
  ...groupNorms,
  ...gates,
  ...crossEntropies,
  ...optimisers,
];

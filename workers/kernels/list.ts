import { arithmetic } from './arithmetic';
import { gather, segmentSum } from './gather';
import { identity } from './identity';
import type { WasmKernel } from './kernel';
import { batchMatMul, fusedMatMul } from './matmul';
import { oneHot } from './one-hot';
import { optimisers } from './optimiser';
import { slice, split } from './slice';
import { mean, sum } from './sum';

/** All kernels of ours, in the order they are installed. */
export const wasmKernels: readonly WasmKernel[] = [
  batchMatMul,
  fusedMatMul,
  ...arithmetic,
  sum,
  mean,
  identity,
  gather,
  segmentSum,
  slice,
  split,
  oneHot,
  ...optimisers,
];

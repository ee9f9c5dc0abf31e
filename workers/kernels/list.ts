import type { WasmKernel } from './kernel';
import { batchMatMul, fusedMatMul } from './matmul';

/** All kernels of ours, in the order they are installed. */
export const wasmKernels: readonly WasmKernel[] = [batchMatMul, fusedMatMul];

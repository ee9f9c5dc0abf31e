import { arithmetic, eluGrad } from './arithmetic';
import { cast } from './cast';
import { addN, comparisons, select } from './compare';
import { complex, complexAbs, imag, real, zerosLike } from './complex';
import { concat, pack, unpack } from './concat';
import { fft, ifft } from './fft';
import { gather, segmentSum } from './gather';
import { identity } from './identity';
import type { WasmKernel } from './kernel';
import { batchMatMul, fusedMatMul } from './matmul';
import { pad, reverse, tile } from './move';
import { oneHot } from './one-hot';
import { argMax, argMin, cumsum, max, min, prod } from './reduce';
import { slice, split } from './slice';
import { mean, sum } from './sum';
import { transpose } from './transpose';
import { unary } from './unary';

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
  transpose,
  ...unary,
  complex,
  real,
  imag,
  complexAbs,
  zerosLike,
  fft,
  ifft,
  concat,
  pack,
  unpack,
  pad,
  tile,
  reverse,
  cast,
  eluGrad,
  ...comparisons,
  select,
  addN,
  max,
  min,
  prod,
  argMax,
  argMin,
  cumsum,
];

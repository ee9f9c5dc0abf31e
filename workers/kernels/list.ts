import { arithmetic, eluGrad } from './arithmetic';
import { fusedAttention, fusedAttentionGrad } from './attention';
import { cast } from './cast';
import { addN, comparisons, select } from './compare';
import { complex, complexAbs, imag, real, zerosLike } from './complex';
import { concat, pack, unpack } from './concat';
import { conv2D, conv3D, fusedConv2D } from './convolution';
import { convolutionGradients } from './convolution-gradients';
import { crossEntropy, crossEntropyGrad } from './cross-entropy';
import { depthwise } from './depthwise';
import { fft, ifft } from './fft';
import { gates, swiglu, swigluGrad } from './gates';
import { gather, segmentSum } from './gather';
import { groupNorm, groupNormGrad } from './group-norm';
import { identity } from './identity';
import { fusedLinearInt8 } from './int8';
import type { WasmKernel } from './kernel';
import { batchMatMul, fusedMatMul } from './matmul';
import { pad, reverse, tile } from './move';
import { layerNorm, layerNormGrad, rmsNorm, rmsNormGrad } from './norm';
import { oneHot } from './one-hot';
import { optimisers } from './optimiser';
import { argMax, argMin, cumsum, max, min, prod } from './reduce';
import { fusedCacheWrite, fusedRotary } from './rotary';
import { slice, split } from './slice';
import { softmax } from './softmax';
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
  fusedAttention,
  fusedAttentionGrad,
  fusedRotary,
  fusedCacheWrite,
  fusedLinearInt8,
  ...optimisers,
  layerNorm,
  layerNormGrad,
  rmsNorm,
  rmsNormGrad,
  groupNorm,
  groupNormGrad,
  ...gates,
  swiglu,
  swigluGrad,
  crossEntropy,
  crossEntropyGrad,
  softmax,
  conv2D,
  fusedConv2D,
  conv3D,
  ...convolutionGradients,
  ...depthwise,
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

export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { gatherRuns, segmentSum } from './move';
export { sumMiddle, sumRows } from './reduce';
export { copyRows, fillFlat, moveRows, transposeTiles } from './strided';
export { unaryFlat } from './unary';
export { bluesteinRows, complexAbs, fftRows } from './fft';
export { castFlat } from './cast';

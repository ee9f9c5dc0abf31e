export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { sumMiddle, sumRows } from './reduce';
export { adamwUpdate, rootOfSum, sgdUpdate, sumOfSquares } from './optimiser';

export { binaryColumns, binaryFlat, binaryRows } from './binary';
export { matmul, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { sumMiddle, sumRows } from './reduce';

export { attention, attentionGrad, attentionScratchBytes } from './attention';
export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { rotary } from './rotary';
export { sumMiddle, sumRows } from './reduce';

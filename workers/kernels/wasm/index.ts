export { attention, attentionGrad, attentionScratchBytes } from './attention';
export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { matmulInt8, matmulInt8ScratchBytes } from './int8';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { adamw, sgd, squares } from './optimiser';
export { rotary } from './rotary';
export { sumMiddle, sumRows } from './reduce';

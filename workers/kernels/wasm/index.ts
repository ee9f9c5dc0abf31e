export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { sumMiddle, sumRows } from './reduce';
export { gated, gatedGrad, swiglu, swigluGrad } from './gates';
export { groupApply, groupApplyGrad, groupJoin, groupJoinGrad, groupMoments, groupSumsGrad } from './group-norm';
export { normRows, normRowsGrad } from './norm';
export { crossEntropyRows, crossEntropyRowsGrad, extremeRows, softmaxRows } from './softmax';

export { binaryColumns, binaryFlat, binaryNumber, binaryRows } from './binary';
export { convolutionScratchBytes, convolveColumns, convolveFilterGradient, convolveRows, spreadRows, turnTaps } from './convolution';
export { depthwiseFilterGradient, depthwiseInputGradient, depthwiseRows } from './depthwise';
export { matmulBatch, matmulColumns, matmulRows, matmulScratchBytes } from './matmul';
export { copyRuns, gather, segmentSum } from './move';
export { sumMiddle, sumRows } from './reduce';

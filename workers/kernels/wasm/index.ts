export { biasActivation } from './activation';
export { matmul, matmulScratchBytes } from './matmul';

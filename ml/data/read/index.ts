export { LARGEST_DATA, MOST_NUMBERS, refuseHuge, refuseHugeNumbers } from './bounds';
export { CIFAR_10, readCifar10 } from './cifar';
export { type Idx, type NamedBytes, readIdx, readIdxImages } from './idx';

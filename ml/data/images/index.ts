export { type AugmentImagesOptions, augmentImages } from './augment';
export { fromSigned, toColour, toGreyscale, toSigned } from './colour';
export {
  CORRUPTIONS,
  type CorruptImagesOptions,
  type Corruption,
  corruptImages,
  type Severity as CorruptionSeverity,
} from './corrupt';
export { findNearDuplicates, type NearDuplicate, type NearDuplicateOptions, type NearDuplicates } from './duplicates';
export { differenceHash, hashDistance, type ImageHashes, perceptualHash } from './hash';
export { type Mixed, mixup } from './mixup';
export { centreCrop, type ResizeMethod, resizeImages } from './resize';
export { type ImageSize, imageShape } from './shape';

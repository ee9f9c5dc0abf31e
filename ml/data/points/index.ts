export { checkerboard, type NoisyOptions, pinwheel, rings, spiral, swissRoll, twoMoons } from './curves';
export { pointsFromDrawing, type Stroke } from './drawing';
export { MOST_POINTS, type PointOptions } from './make';
export {
  drawMixture,
  gridOfGaussians,
  type Mixture,
  type MixtureOptions,
  type Modes,
  ringOfGaussians,
} from './mixtures';
export { applyScaling, logScalingOf, measureScaling, type Scaling, standardise, undoScaling } from './standardise';
export { pointsFromTable } from './table';

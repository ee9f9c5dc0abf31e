import { clipByValue, type Tensor } from '../tf';

/** Weights held within −limit … limit, as the first Wasserstein GAN held its critic's after each update (Arjovsky et al. 2017, algorithm 1: 0.01). */
export const clippedWeights = (weights: Readonly<Record<string, Tensor>>, limit: number): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(weights).map(([key, weight]) => [key, clipByValue(weight, -limit, limit)]));

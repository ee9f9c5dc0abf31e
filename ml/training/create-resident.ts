import { hasFused } from '../functions/fused';
import { type Network, ownParameters, type WeightArray, type Weights } from '../network';
import type { Optimiser } from '../optimisers/optimiser';
import { withinLimit } from '../optimisers/within-limit';
import type { Resident } from './resident';
import { createBuckets } from './resident-buckets';
import { createInPlace } from './resident-in-place';

export interface ResidentOptions {
  /** Which of the weights, by their full names. */
  readonly owns: (parameter: string) => boolean;
  /** Weights are brought back within it after each update; 0 or absent leaves them. */
  readonly limit?: number;
  /** How far each moves, as a multiple of the learning rate; 1 unless given. */
  readonly rateOf?: (parameter: string) => number;
}

/**
 * Puts a state's weights and moments on the backend: as they are, to be updated where they lie, where the backend has a kernel for that, and otherwise in
 * buckets. The weights are those of the network (`checkWeights`). The caller disposes of it.
 */
export function createResident(
  network: Network,
  weights: Weights,
  moments: Readonly<Record<string, Weights>>,
  optimiser: Optimiser,
  { owns, limit = 0, rateOf = () => 1 }: ResidentOptions,
): Resident {
  const own = Object.fromEntries(
    ownParameters(network).flatMap(({ key }): [string, WeightArray][] => {
      const array = weights[key];
      return array && owns(key) ? [[key, array]] : [];
    }),
  );
  if (limit > 0) return createBuckets(own, moments, withinLimit(optimiser, limit), rateOf);
  const inPlace = hasFused('FusedGradientNorm') && hasFused(optimiser.inPlace.kernel);
  return (inPlace ? createInPlace : createBuckets)(own, moments, optimiser, rateOf);
}

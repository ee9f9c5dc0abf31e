import { hasFused } from '../functions/fused';
import { checkWeights, type Network, ownParameters, type WeightArray, type Weights } from '../network';
import type { Optimiser } from '../optimisers/optimiser';
import { withinLimit } from '../optimisers/within-limit';
import type { Resident } from './resident';
import { createBuckets } from './resident-buckets';
import { createInPlace } from './resident-in-place';

/**
 * Puts a state's weights and moments on the backend: as they are, to be updated where they lie, where the backend has a kernel for that, and otherwise in
 * buckets; `owns` says which of them, all unless given. With a `limit` weights are brought back within it after each update. The caller disposes of it.
 */
export function createResident(
  network: Network,
  weights: Weights,
  moments: Readonly<Record<string, Weights>>,
  optimiser: Optimiser,
  owns: (parameter: string) => boolean = () => true,
  limit = 0,
): Resident {
  checkWeights(network, weights);
  const own = Object.fromEntries(
    ownParameters(network).flatMap(({ key }): [string, WeightArray][] => {
      const array = weights[key];
      return array && owns(key) ? [[key, array]] : [];
    }),
  );
  if (limit > 0) return createBuckets(own, moments, withinLimit(optimiser, limit));
  const inPlace = hasFused('FusedGradientNorm') && hasFused(optimiser.inPlace.kernel);
  return (inPlace ? createInPlace : createBuckets)(own, moments, optimiser);
}

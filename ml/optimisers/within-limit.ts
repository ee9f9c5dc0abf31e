import { clipByValue } from '../tf';
import type { Optimiser } from './optimiser';

/**
 * A rule after which every weight is brought back to `−limit … limit`: how the first Wasserstein GAN keeps its critic from growing steep (Arjovsky et al.
 * 2017, algorithm 1). It has no kernel of its own, so it is composed of ops everywhere.
 */
export const withinLimit = (
  { moments, update }: Pick<Optimiser, 'moments' | 'update'>,
  limit: number,
): Omit<Optimiser, 'inPlace'> => ({
  moments,
  update(input) {
    const updated = update(input);
    return { ...updated, weights: clipByValue(updated.weights, -limit, limit) };
  },
});

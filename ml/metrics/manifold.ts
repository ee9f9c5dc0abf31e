import type { Arrays } from '../arrays';
import { neighbourDistances } from './neighbours';
import { expectComparable, squaredDistance, widthOf } from './rows';

export interface Manifold {
  /** The share of made items within the reach of real ones: how good they are. */
  readonly precision: number;
  /** The share of real items within the reach of made ones: how many of them are covered. */
  readonly recall: number;
  /** How many real items reach a made one, over `k`: 1 where both are alike; unlike precision it is not misled by one stray real item. */
  readonly density: number;
  /** The share of real items that have a made one within their reach. */
  readonly coverage: number;
}

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019, eq. 1 – 2), density and coverage (Naeem et al. 2020, eq. 4 and 6). An item reaches as far as its
 * `k`-th nearest neighbour in its own set; the papers take 3 for the first two and 5 for the others.
 */
export function compareManifolds(real: Arrays, made: Arrays, k = 5): Manifold {
  expectComparable(real, made, k + 1);
  const width = widthOf(real);
  const [ofReal, ofMade] = [neighbourDistances(real, k), neighbourDistances(made, k)].map((radii) =>
    radii.map((r) => r * r),
  );
  const reached = {
    made: new Uint8Array(made.count),
    real: new Uint8Array(real.count),
    covered: new Uint8Array(real.count),
  };
  let pairs = 0;
  for (let r = 0; r < real.count; r++) {
    for (let m = 0; m < made.count; m++) {
      const distance = squaredDistance(real, r, made, m, width);
      if (distance <= (ofReal?.[r] ?? 0)) {
        pairs += 1;
        reached.made[m] = 1;
        reached.covered[r] = 1;
      }
      if (distance <= (ofMade?.[m] ?? 0)) reached.real[r] = 1;
    }
  }
  return {
    precision: shareOf(reached.made),
    recall: shareOf(reached.real),
    density: pairs / (k * made.count),
    coverage: shareOf(reached.covered),
  };
}

const shareOf = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;

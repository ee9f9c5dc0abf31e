import type { Arrays } from '../arrays';
import { widthOf } from './rows';

export interface ModesCovered {
  /** How many modes have a sample of good quality. */
  readonly modes: number;
  /** The share of samples within three deviations of their nearest mode. */
  readonly quality: number;
  /** Good samples of each mode. */
  readonly counts: Int32Array;
}

/**
 * Samples of a mixture whose modes are known, such as a ring of Gaussians: which modes were hit, and how many samples lie within `reach` deviations of one
 * (Srivastava et al. 2017, section 4.1). `least` good samples make a mode hit.
 */
export function modesCovered(
  samples: Arrays,
  centres: readonly (readonly number[])[],
  deviation: number,
  { reach = 3, least = 1 } = {},
): ModesCovered {
  const width = widthOf(samples);
  const counts = new Int32Array(centres.length);
  let good = 0;
  for (let item = 0; item < samples.count; item++) {
    const distances = centres.map((centre) =>
      Math.hypot(...centre.map((value, index) => value - (samples.data[item * width + index] ?? 0))),
    );
    const distance = Math.min(...distances);
    if (!(distance <= reach * deviation)) continue;
    const mode = distances.indexOf(distance);
    counts[mode] = (counts[mode] ?? 0) + 1;
    good += 1;
  }
  return { modes: counts.filter((count) => count >= least).length, quality: good / samples.count, counts };
}

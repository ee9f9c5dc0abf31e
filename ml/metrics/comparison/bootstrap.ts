import { createRandom } from '../../random';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface PairedComparison extends Interval {
  /** Mean of `b − a`. */
  readonly difference: number;
  /** How often chance alone would lead as far apart, either way. */
  readonly p: number;
}

export interface BootstrapOptions {
  readonly seed: number | string;
  readonly resamples?: number;
  /** How much of the resamples lies within the interval. */
  readonly confidence?: number;
}

/**
 * How far `b` lies above `a`, measured on the same things in the same order: the mean difference, its percentile interval, and the two-sided p-value of
 * the resamples moved to a mean of nothing (Efron & Tibshirani 1993, ch. 13 and 16.4). @throws RangeError for none, or for lists of different lengths
 */
export function pairedBootstrap(
  a: readonly number[],
  b: readonly number[],
  { seed, resamples = 2_000, confidence = 0.95 }: BootstrapOptions,
): PairedComparison {
  if (a.length !== b.length || a.length === 0)
    throw new RangeError(`${a.length} and ${b.length} values make no pairs.`);
  const apart = b.map((value, index) => value - (a[index] ?? Number.NaN));
  const difference = meanOf(apart);
  const random = createRandom(seed);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let draw = 0; draw < apart.length; draw++) sum += apart[random.int(apart.length)] ?? 0;
    return sum / apart.length;
  });
  // What rounding alone sets apart is not further.
  const far = Math.abs(difference) * (1 - 1e-12);
  const further = means.filter((mean) => Math.abs(mean - difference) >= far).length;
  return { difference, p: (further + 1) / (resamples + 1), ...intervalOf(means, confidence) };
}

/** Where the middle share of some values lies, by linear interpolation as NumPy’s `percentile`. */
export function intervalOf(values: readonly number[], confidence = 0.95): Interval {
  const sorted = [...values].sort((x, y) => x - y);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below = Number.NaN, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
    return below + (place % 1) * (above - below);
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

import type { Random } from '../../random';
import type { Interval } from './bootstrap';

/** Its interval is where a mean may lie that this test would not tell from what was measured; endless where differences are too few to bound it. */
export interface SignFlip extends Interval {
  /** The mean of the differences. */
  readonly mean: number;
  /** How often chance alone would lead as far from nothing, either way. */
  readonly p: number;
  /** Whether all ways of flipping were looked at, so that no seed matters. */
  readonly exact: boolean;
}

/** Ways of flipping that are drawn, where there are more of them. */
const RESAMPLES = 19_999;

/**
 * Whether paired differences have a mean of nothing, by flipping their signs: where it makes no difference which of two is called the first, each sign is as
 * likely as the other (Fisher 1935; Good 2005, ch. 3). All `2ⁿ` ways are looked at, or, where these are more than `resamples`, so many are drawn and what was
 * seen counts as one of them (Phipson & Smyth 2010). Two-sided. The interval is between two of the means of the subsets that are flipped (Hartigan 1969), so
 * that it leaves zero out where p is at most `1 − confidence`. @throws RangeError for none, or for differences that are no numbers
 */
export function signFlipTest(
  differences: readonly number[],
  random: Random,
  { resamples = RESAMPLES, confidence = 0.95 }: { readonly resamples?: number; readonly confidence?: number } = {},
): SignFlip {
  const count = differences.length;
  if (count === 0) throw new RangeError('Without differences there is nothing to test.');
  if (!differences.every(Number.isFinite)) throw new RangeError('Some of the differences are no numbers.');
  const values = Float64Array.from(differences);
  const total = values.reduce((sum, one) => sum + one, 0);
  // What rounding alone sets apart is not less far.
  const far = Math.abs(total) * (1 - 1e-12);
  const exact = 2 ** count <= resamples;
  const ways = exact ? 2 ** count - 1 : resamples;
  const means = new Float64Array(ways);
  const words = new Uint32Array(Math.ceil(count / 32));
  // Of the last word, the bits that flip something: a draw that flips nothing is no subset.
  const used = count % 32 === 0 ? -1 : 2 ** (count % 32) - 1;
  let further = 0;
  for (let way = 0; way < ways; way++) {
    do
      for (let word = 0; word < words.length; word++)
        words[word] = exact ? way + 1 : random.int(2 ** 32) & (word < words.length - 1 ? -1 : used);
    while (!exact && words.every((word) => word === 0));
    let [flipped, inside, size] = [0, 0, 0];
    for (let place = 0; place < count; place++) {
      const value = values[place] ?? 0;
      const turned = ((words[place >> 5] ?? 0) >>> (place & 31)) & 1;
      flipped += turned ? -value : value;
      inside += turned * value;
      size += turned;
    }
    means[way] = inside / Math.max(1, size);
    if (Math.abs(flipped) >= far) further++;
  }
  means.sort();
  // What is not flipped at all is one more way, as far as what was seen. So many means lie outside on each side:
  const outside = Math.floor(((1 - confidence) / 2) * (ways + 1));
  return {
    mean: total / count,
    p: (further + 1) / (ways + 1),
    exact,
    low: means[outside - 1] ?? Number.NEGATIVE_INFINITY,
    high: means[ways - outside] ?? Number.POSITIVE_INFINITY,
  };
}

/** The smallest p that so many differences can have, where all point one way. */
export const smallestP = (count: number, resamples = RESAMPLES): number =>
  2 ** count <= resamples ? 2 ** (1 - count) : 1 / (resamples + 1);

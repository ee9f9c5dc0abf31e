import type { Random } from '../../random';

export interface SignFlip {
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
 * seen counts as one of them (Phipson & Smyth 2010). Two-sided. @throws RangeError for none, or for differences that are no numbers
 */
export function signFlipTest(
  differences: readonly number[],
  random: Random,
  { resamples = RESAMPLES }: { readonly resamples?: number } = {},
): SignFlip {
  const count = differences.length;
  if (count === 0) throw new RangeError('Without differences there is nothing to test.');
  if (!differences.every(Number.isFinite)) throw new RangeError('Some of the differences are no numbers.');
  const total = differences.reduce((sum, one) => sum + one, 0);
  // What rounding alone sets apart is not less far.
  const far = Math.abs(total) * (1 - 1e-12);
  const sizes = Float64Array.from(differences, Math.abs);
  const sumOf = (bit: (place: number) => number) => {
    let sum = 0;
    for (let place = 0; place < count; place++) sum += bit(place) === 0 ? (sizes[place] ?? 0) : -(sizes[place] ?? 0);
    return Math.abs(sum);
  };
  let further = 0;
  if (2 ** count <= resamples) {
    // Turned over as a whole, each way is as far: the last sign can stay.
    const ways = 2 ** (count - 1);
    for (let way = 0; way < ways; way++) if (sumOf((place) => (way >> place) & 1) >= far) further++;
    return { mean: total / count, p: further / ways, exact: true };
  }
  const words = new Uint32Array(Math.ceil(count / 32));
  for (let draw = 0; draw < resamples; draw++) {
    for (let word = 0; word < words.length; word++) words[word] = random.int(2 ** 32);
    if (sumOf((place) => ((words[place >> 5] ?? 0) >>> (place & 31)) & 1) >= far) further++;
  }
  return { mean: total / count, p: (further + 1) / (resamples + 1), exact: false };
}

/** The smallest p that so many differences can have, where all point one way. */
export const smallestP = (count: number, resamples = RESAMPLES): number =>
  2 ** count <= resamples ? 2 ** (1 - count) : 1 / (resamples + 1);

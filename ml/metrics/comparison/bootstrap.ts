import type { Random } from '../../random';

/** What was measured of the same items of two models, and how much each counts. */
export interface Paired {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly weights?: readonly number[];
  /** The measure is e to the power of the mean. */
  readonly through?: 'exp';
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Its interval is where the middle of the differences lies that other draws of as many such items would give. */
export interface Difference extends Interval {
  readonly before: number;
  readonly after: number;
  /** `after − before`. */
  readonly difference: number;
  /** How often chance alone would lead as far apart, either way. */
  readonly p: number;
}

export interface BootstrapOptions {
  /** The ends of an interval move by a few hundredths of its width between seeds. */
  readonly resamples?: number;
  /** How much of the resamples lies within the interval. */
  readonly confidence?: number;
}

/**
 * The difference of two means over the same items: items are drawn anew, with replacement, and both models are measured on the same draw, so that what makes
 * an item hard for both does not count as noise. Its percentile interval, and the two-sided p-value of the resamples moved to a mean of nothing (Efron &
 * Tibshirani 1993, ch. 13 and 16.4; Koehn 2004). @throws RangeError for none, or for lists of different lengths
 */
export function pairedBootstrap(
  { before, after, weights, through }: Paired,
  random: Random,
  { resamples = 2_000, confidence = 0.95 }: BootstrapOptions = {},
): Difference {
  const count = before.length;
  if (count === 0 || after.length !== count) throw new RangeError(`${count} and ${after.length} values make no pairs.`);
  const weight = Float64Array.from(before, (_, index) => weights?.[index] ?? 1);
  const [first, second] = [before, after].map((values) => weight.map((one, index) => one * (values[index] ?? 0)));
  const measured = (item: (place: number) => number) => {
    let [a, b, w] = [0, 0, 0];
    for (let place = 0; place < count; place++) {
      const index = item(place);
      a += first?.[index] ?? 0;
      b += second?.[index] ?? 0;
      w += weight[index] ?? 0;
    }
    // A draw of items that do not count says nothing.
    if (!(w > 0)) return null;
    return through === 'exp' ? { was: Math.exp(a / w), is: Math.exp(b / w) } : { was: a / w, is: b / w };
  };
  const { was, is } = measured((place) => place) ?? { was: Number.NaN, is: Number.NaN };
  const difference = is - was;
  const differences: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    const drawn = measured(() => random.int(count));
    if (drawn) differences.push(drawn.is - drawn.was);
  }
  // What rounding alone sets apart is not further.
  const far = Math.abs(difference) * (1 - 1e-12);
  const further = differences.filter((one) => Math.abs(one - difference) >= far).length;
  const p = (further + 1) / (differences.length + 1);
  return { before: was, after: is, difference, p, ...intervalOf(differences, confidence) };
}

/** Where the middle share of some values lies, by linear interpolation as NumPy’s `percentile`. */
export function intervalOf(values: readonly number[], confidence = 0.95): Interval {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below = Number.NaN, above = below] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
    return below + (place % 1) * (above - below);
  };
  return { low: at((1 - confidence) / 2), high: at((1 + confidence) / 2) };
}

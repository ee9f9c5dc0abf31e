import type { Interval } from './bootstrap';

/**
 * McNemar’s exact test (1947) of two judges of the same things: where only one of them is right, each is as likely to be the one.
 * @param onlyFirst things that only the first got right @param onlySecond only the second
 * @returns the two-sided p-value, 1 where they never differ
 */
export function mcNemar(onlyFirst: number, onlySecond: number): number {
  const differing = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let logTerm = -differing * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= fewer; count++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((differing - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}

/**
 * Whether two shares of different things differ: the two-sided z-test with a pooled share.
 * @returns `z` above 0 where the second share is larger; where both are all or nothing, z 0 and p 1
 */
export function twoProportions(
  successes: readonly [number, number],
  counts: readonly [number, number],
): { readonly z: number; readonly p: number } {
  const [first, second] = [successes[0] / counts[0], successes[1] / counts[1]];
  const pooled = (successes[0] + successes[1]) / (counts[0] + counts[1]);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / counts[0] + 1 / counts[1]));
  if (error === 0) return { z: 0, p: 1 };
  const z = (second - first) / error;
  return { z, p: erfc(Math.abs(z) / Math.SQRT2) };
}

/**
 * Where a share lies that was measured in some of many things (Wilson 1927, without correction): within 0 and 1, and no point where it was none or all.
 * @param z 1.96 for 95 % @throws RangeError where nothing was looked at
 */
export function wilsonInterval(successes: number, count: number, z = NORMAL_95): Interval {
  if (!(count > 0 && successes >= 0 && successes <= count))
    throw new RangeError(`${successes} of ${count} is no share.`);
  const share = successes / count;
  const middle = (share + (z * z) / (2 * count)) / (1 + (z * z) / count);
  const half = (z / (1 + (z * z) / count)) * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  return { low: successes === 0 ? 0 : middle - half, high: successes === count ? 1 : middle + half };
}

/** A share that was counted, and between what it lies. */
export interface CountedShare extends Interval {
  readonly share: number;
  /** √(p (1 − p) / n). */
  readonly standardError: number;
}

/** How surely `counted` of `of` tell a share, with Wilson’s interval at 95 %. @throws RangeError where nothing was looked at */
export function countedShare(counted: number, of: number): CountedShare {
  const interval = wilsonInterval(counted, of);
  const share = counted / of;
  return { share, standardError: Math.sqrt((share * (1 - share)) / of), ...interval };
}

/** How far the second share lies above the first, of different things, with the interval of Newcombe 1998 (method 10). */
export function shareDifference(
  successes: readonly [number, number],
  counts: readonly [number, number],
): Interval & { readonly difference: number } {
  const [first, second] = [successes[0] / counts[0], successes[1] / counts[1]];
  const [a, b] = [wilsonInterval(successes[0], counts[0]), wilsonInterval(successes[1], counts[1])];
  const difference = second - first;
  return {
    difference,
    low: difference - Math.hypot(second - b.low, a.high - first),
    high: difference + Math.hypot(b.high - second, first - a.low),
  };
}

/** Within so many deviations lie 95 % of a normal distribution. */
const NORMAL_95 = 1.959963984540054;

/** 1 − erf(x) for x ≥ 0, by its series near 0 and its continued fraction further out (Abramowitz & Stegun 1964, 7.1.6 and 7.1.14). */
function erfc(x: number): number {
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; n < 100; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - ((2 * sum) / Math.sqrt(Math.PI)) * Math.exp(-x * x);
  }
  let fraction = x;
  for (let n = 100; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** How the numbers of a column are brought to a scale that a network likes. All are plain data, kept with the model. */
export type Scale =
  /** Mean 0 and standard deviation 1. */
  | { readonly kind: 'standard'; readonly mean: number; readonly deviation: number }
  /** −1 for the least value, 1 for the greatest. */
  | { readonly kind: 'min-max'; readonly low: number; readonly high: number }
  /** By rank to a standard normal, straight between `values` and `scores`; what lies beyond them is put at the ends. */
  | { readonly kind: 'quantile'; readonly values: readonly number[]; readonly scores: readonly number[] };

export type ScaleKind = Scale['kind'];

/** Measures the scale of the values that are there; a column without any has the scale of a single 0. */
export function fitScale(kind: ScaleKind, present: readonly number[]): Scale {
  const values = present.length === 0 ? [0] : present;
  switch (kind) {
    case 'standard': {
      const mean = values.reduce((sum, value) => sum + value / values.length, 0);
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0);
      return { kind, mean, deviation: Math.sqrt(variance) || 1 };
    }
    case 'min-max': {
      const low = values.reduce((least, value) => Math.min(least, value), Infinity);
      const high = values.reduce((greatest, value) => Math.max(greatest, value), -Infinity);
      return { kind, low, high };
    }
    case 'quantile':
      return { kind, ...quantiles(values) };
  }
}

/** A value on its scale. */
export function scaleUp(scale: Scale, value: number): number {
  switch (scale.kind) {
    case 'standard':
      return (value - scale.mean) / scale.deviation;
    case 'min-max':
      return scale.high > scale.low ? (2 * (value - scale.low)) / (scale.high - scale.low) - 1 : 0;
    case 'quantile':
      return interpolate(scale.values, scale.scores, value);
  }
}

/** The value that has this place on its scale. */
export function scaleBack(scale: Scale, place: number): number {
  switch (scale.kind) {
    case 'standard':
      return place * scale.deviation + scale.mean;
    case 'min-max':
      return ((place + 1) / 2) * (scale.high - scale.low) + scale.low;
    case 'quantile':
      return interpolate(scale.scores, scale.values, place);
  }
}

/** The most values that a quantile scale remembers. */
const MOST_QUANTILES = 1_000;

/** Distinct values, a thousand of them at most, and the normal score of the middle of each one's rank. */
function quantiles(values: readonly number[]): { values: number[]; scores: number[] } {
  const sorted = Float64Array.from(values).sort();
  const distinct: number[] = [];
  const ranks: number[] = [];
  for (let from = 0; from < sorted.length; ) {
    const value = sorted[from] ?? 0;
    let until = from + 1;
    while (until < sorted.length && sorted[until] === value) until += 1;
    distinct.push(value);
    ranks.push((from + until) / 2 / sorted.length);
    from = until;
  }
  const kept = Math.min(distinct.length, MOST_QUANTILES);
  const at = Array.from({ length: kept }, (_, index) =>
    kept < 2 ? 0 : Math.round((index * (distinct.length - 1)) / (kept - 1)),
  );
  return {
    values: at.map((index) => distinct[index] ?? 0),
    // In 32 bits, as they will be kept: so a value that is remembered comes back to the last digit.
    scores: at.map((index) => (distinct.length === 1 ? 0 : Math.fround(normalQuantile(ranks[index] ?? 0.5)))),
  };
}

/** Straight between the nearest of `from`, which rise; at the ends beyond them. Exact at each of them. */
function interpolate(from: readonly number[], to: readonly number[], at: number): number {
  let [low, high] = [0, from.length - 1];
  if (at <= (from[low] ?? 0)) return to[low] ?? 0;
  if (at >= (from[high] ?? 0)) return to[high] ?? 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((from[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [from[low], from[high], to[low], to[high]];
  return x1 > x0 ? y0 + ((at - x0) / (x1 - x0)) * (y1 - y0) : y0;
}

/** The inverse of the normal distribution function (Acklam 2003; relative error below 1.15e-9). */
export function normalQuantile(p: number): number {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL, q) / (q * polynomial(TAIL_BELOW, q) + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (q * polynomial(MIDDLE, r)) / (r * polynomial(MIDDLE_BELOW, r) + 1);
}

const polynomial = (coefficients: readonly number[], x: number) => coefficients.reduce((sum, c) => sum * x + c, 0);
const MIDDLE = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239,
];
const MIDDLE_BELOW = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1,
];
const TAIL = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];

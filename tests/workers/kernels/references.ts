/** The functions of ml/ in float64, straight from their papers. */

const rowsOf = (x: Float64Array, width: number): Float64Array[] =>
  Array.from({ length: width > 0 ? x.length / width : 0 }, (_, row) => x.subarray(row * width, (row + 1) * width));

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const siluOf = (x: number): number => x * sigmoid(x);
export const geluOf = (x: number): number =>
  0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));

/** Ba et al. 2016, eq. 4; with `centred` false Zhang & Sennrich 2019, eq. 4. */
export function normOf(
  x: Float64Array,
  weight: Float64Array,
  bias: Float64Array | undefined,
  epsilon: number,
  centred = true,
): number[] {
  return rowsOf(x, weight.length).flatMap((row) => {
    const middle = centred ? mean(row) : 0;
    const deviation = Math.sqrt(mean(row.map((value) => (value - middle) ** 2)) + epsilon);
    return Array.from(row, (value, j) => ((value - middle) / deviation) * (weight[j] ?? 0) + (bias?.[j] ?? 0));
  });
}

/** Wu & He 2018, eq. 1 and 7, of `x [images, places, channels]`. */
export function groupNormOf(
  x: Float64Array,
  weight: Float64Array,
  bias: Float64Array,
  { places, groups, epsilon, silu }: { places: number; groups: number; epsilon: number; silu: boolean },
): number[] {
  const channels = weight.length;
  const group = (index: number) =>
    Math.floor(index / (places * channels)) * groups + Math.floor((index % channels) / (channels / groups));
  const members = new Map<number, number[]>();
  x.forEach((value, index) => {
    const own = members.get(group(index)) ?? [];
    own.push(value);
    members.set(group(index), own);
  });
  const moments = new Map(
    [...members].map(([key, values]) => {
      const middle = mean(values);
      return [key, { middle, deviation: Math.sqrt(mean(values.map((v) => (v - middle) ** 2)) + epsilon) }];
    }),
  );
  return Array.from(x, (value, index) => {
    const { middle = Number.NaN, deviation = Number.NaN } = moments.get(group(index)) ?? {};
    const c = index % channels;
    const y = ((value - middle) / deviation) * (weight[c] ?? 0) + (bias[c] ?? 0);
    return silu ? siluOf(y) : y;
  });
}

export const softmaxOf = (x: Float64Array, width: number): number[] =>
  rowsOf(x, width).flatMap((row) => {
    const most = Math.max(...row);
    const powers = Array.from(row, (value) => Math.exp(value - most));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });

export const crossEntropyOf = (x: Float64Array, labels: readonly number[], width: number): number => {
  const probabilities = softmaxOf(x, width);
  return mean(labels.map((label, row) => -Math.log(probabilities[row * width + label] ?? Number.NaN)));
};

import type { Examples, RandomSource, ScatterView } from '@/graph';
import { principalAxes } from '@/ml/metrics/principal';
import { spanOf } from '../../common/span';

/** A plane in a space of codes, seen as a map. */
export interface CodePlane {
  /** Where codes lie on the map: x and y in turn. */
  flatten(codes: Examples): number[];
  /** The codes of places on the map. */
  raise(places: readonly number[]): Float32Array;
  /** What its axes are, in words. */
  readonly about: string;
}

/** The codes themselves where they have at most two numbers; otherwise the plane along which they differ most. */
export function planeOf(codes: Examples, random: RandomSource): CodePlane {
  const [width = 0] = codes.shape;
  if (width <= 2)
    return {
      flatten: ({ count, data }) =>
        Array.from({ length: 2 * count }, (_, at) =>
          at % 2 < width ? rounded(data[Math.floor(at / 2) * width + (at % 2)] ?? 0) : 0,
        ),
      raise: (places) => Float32Array.from(places.filter((_, at) => at % 2 < width)),
      about: `${codes.count.toLocaleString('en')} codes of ${width === 1 ? 'one number, from left to right' : 'two numbers'}`,
    };
  const { mean, axes, shares } = principalAxes(codes, 2, random.split('axes'));
  const along = (data: Float32Array, row: number, axis: Float64Array | undefined) =>
    mean.reduce((sum, middle, at) => sum + ((data[row * width + at] ?? 0) - middle) * (axis?.[at] ?? 0), 0);
  return {
    flatten: ({ count, data }) =>
      Array.from({ length: 2 * count }, (_, at) => rounded(along(data, Math.floor(at / 2), axes[at % 2]))),
    raise(places) {
      const raised = new Float32Array((places.length / 2) * width);
      for (let place = 0; place < places.length / 2; place++)
        for (let at = 0; at < width; at++)
          raised[place * width + at] =
            (mean[at] ?? 0) +
            (places[2 * place] ?? 0) * (axes[0]?.[at] ?? 0) +
            (places[2 * place + 1] ?? 0) * (axes[1]?.[at] ?? 0);
      return raised;
    },
    about: `${codes.count.toLocaleString('en')} codes of ${width} numbers, seen along their two principal components, which hold ${shares.map((share) => `${Math.round(100 * share)} %`).join(' and ')} of how much they differ`,
  };
}

/** Places all over what points reach over, rows from the top to the bottom. */
export function gridOver(
  points: readonly number[],
  across: number,
): { readonly places: number[]; readonly within: NonNullable<ScatterView['within']> } {
  const span = (axis: 0 | 1): readonly [number, number] => {
    const [low, high] = spanOf(points, axis);
    return high - low > 1e-6 ? [low, high] : [low - 1, low + 1];
  };
  const [[left, right], [bottom, top]] = [span(0), span(1)];
  const at = (from: number, to: number, index: number) => rounded(from + ((to - from) * index) / (across - 1));
  const places = Array.from({ length: across * across }, (_, cell) => [
    at(left, right, cell % across),
    at(top, bottom, Math.floor(cell / across)),
  ]).flat();
  return { places, within: { left, right, bottom, top } };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

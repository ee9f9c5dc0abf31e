import type { Model, Weight } from '@/graph';
import { quantisedWeight } from '@/ml/compress/quantise';
import { type CodeArray, SafetensorsError } from '@/ml/safetensors';

/** How quantised weights are stored: their codes and scales as tensors of their own, and the rest by the name of the weight. */
type Layouts = Readonly<
  Record<string, Pick<Weight, 'shape'> & Omit<NonNullable<Weight['quantised']>, 'values' | 'scales'>>
>;

const CODES = '.codes';
const SCALES = '.scales';

/** Weights as tensors of a file; where some are quantised, their codes and scales instead of their numbers. */
export function apart(weights: Model['weights']): {
  readonly tensors: Readonly<Record<string, Weight | CodeArray>>;
  readonly quantised?: Layouts;
} {
  const layouts: [string, Layouts[string]][] = [];
  const tensors = Object.entries(weights).flatMap(([key, weight]): [string, Weight | CodeArray][] => {
    if (!weight.quantised) return [[key, weight]];
    const { values, scales, ...layout } = weight.quantised;
    layouts.push([key, { shape: weight.shape, ...layout }]);
    return [
      [key + CODES, { shape: [values.length], data: values }],
      [key + SCALES, { shape: [scales.length], data: scales }],
    ];
  });
  return {
    tensors: Object.fromEntries(tensors),
    ...(layouts.length > 0 && { quantised: Object.fromEntries(layouts) }),
  };
}

/** What {@link apart} took apart. @throws SafetensorsError where codes or scales are missing */
export function together(
  tensors: Readonly<Record<string, Weight>>,
  codes: Readonly<Record<string, CodeArray>>,
  quantised: string | undefined,
): Model['weights'] {
  if (quantised === undefined) return tensors;
  const layouts: Layouts = JSON.parse(quantised);
  const weights = new Map(Object.entries(tensors));
  for (const [key, { shape, ...layout }] of Object.entries(layouts)) {
    const [values, scales] = [codes[key + CODES]?.data, tensors[key + SCALES]?.data];
    if (!values || !scales) throw new SafetensorsError('its codes or their scales are missing.', key);
    weights.delete(key + SCALES);
    weights.set(key, quantisedWeight({ ...layout, values, scales }, shape));
  }
  return Object.fromEntries(weights);
}

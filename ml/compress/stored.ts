import type { WeightArray } from '../network';
import { type CodeArray, SafetensorsError } from '../safetensors';
import { type Quantised, type QuantisedWeight, quantisedWeight } from './quantise';

/** How quantised weights are stored: their codes and scales as tensors of their own, and the rest by the name of the weight. */
type Layouts = Readonly<Record<string, Pick<WeightArray, 'shape'> & Omit<Quantised, 'values' | 'scales'>>>;

const CODES = '.codes';
const SCALES = '.scales';

/** Weights as tensors of a file; where some are quantised, their codes and scales instead of their numbers. */
export function apart(weights: Readonly<Record<string, QuantisedWeight>>): {
  readonly tensors: Readonly<Record<string, WeightArray | CodeArray>>;
  readonly quantised?: Layouts;
} {
  const layouts: [string, Layouts[string]][] = [];
  const tensors = Object.entries(weights).flatMap(([key, weight]): [string, WeightArray | CodeArray][] => {
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
  tensors: Readonly<Record<string, WeightArray>>,
  codes: Readonly<Record<string, CodeArray>>,
  quantised: string | undefined,
): Readonly<Record<string, QuantisedWeight>> {
  if (quantised === undefined) return tensors;
  const layouts: Layouts = JSON.parse(quantised);
  const weights = new Map<string, QuantisedWeight>(Object.entries(tensors));
  for (const [key, { shape, ...layout }] of Object.entries(layouts)) {
    const [values, scales] = [codes[key + CODES]?.data, tensors[key + SCALES]?.data];
    if (!values || !scales) throw new SafetensorsError('its codes or their scales are missing.', key);
    weights.delete(key + SCALES);
    weights.set(key, quantisedWeight({ ...layout, values, scales }, shape));
  }
  return Object.fromEntries(weights);
}

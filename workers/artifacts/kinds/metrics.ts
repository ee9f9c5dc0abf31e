import type { Metrics } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Numbers and curves as JSON. */
export const metrics: Codec<Metrics> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ values, curves, notes }) =>
    curves.length > 0
      ? {
          view: 'curves',
          xLabel: 'step',
          yLabel: 'loss',
          series: curves,
          readings: values.map(({ name, value, unit }) => ({ label: name, value, ...(unit ? { unit } : {}) })),
        }
      : { view: 'numbers', items: values.map(({ name, ...rest }) => ({ label: name, ...rest })), notes },
};

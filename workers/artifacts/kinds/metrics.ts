import { type Metrics, numbersView } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** Numbers and curves as JSON. */
export const metrics: Codec<Metrics> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ values, curves, notes }) => {
    const [first] = curves;
    return first
      ? {
          view: 'curves',
          xLabel: first.over ?? 'step',
          yLabel: first.unit ?? '',
          // One plot has one scale: what is measured in something else has its own, in the run panel.
          series: curves.filter(
            (one) => one.unit === first.unit && one.over === first.over && one.apart === first.apart,
          ),
          readings: values.map(({ name, value, unit }) => ({ label: name, value, ...(unit ? { unit } : {}) })),
          ...(notes[0] === undefined ? {} : { sample: notes[0] }),
        }
      : numbersView({ values, notes });
  },
};

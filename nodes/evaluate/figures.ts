import type { Metric } from '@/graph';
import type { Manifold } from '@/ml/metrics/manifold';

/** A share of 0 … 1 as people read it: `97.5 %`. */
export const percent = (share: number): string => `${Math.round(1_000 * share) / 10} %`;

/** NaN of none. */
export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A distance in two digits; what is nearly nothing is told as nothing. */
export const readable = (value: number): string =>
  Math.abs(value) < 1e-4 ? '0' : String(Number(value.toPrecision(2)));

/** Who is within reach of whom (Kynkäänniemi et al. 2019; Naeem et al. 2020), from the figure that says most. */
export function reachFigures({
  precision,
  recall,
  density,
  coverage,
}: Manifold): Readonly<Record<'precision' | 'recall' | 'density' | 'coverage', Metric>> {
  const share = (name: string, value: number, help: string): Metric => ({
    name,
    value: 100 * value,
    unit: '%',
    better: 'higher',
    help,
  });
  return {
    precision: share(
      'Precision',
      precision,
      'Made examples that are within reach of real ones: how many of them are good.',
    ),
    recall: share('Recall', recall, 'Real examples that are within reach of made ones: how much the model can make.'),
    density: {
      name: 'Density',
      value: density,
      better: 'higher',
      help: 'How crowded with real examples the places of made ones are: 1 where both are alike.',
    },
    coverage: share(
      'Coverage',
      coverage,
      'Real examples with a made one within their reach, which strays cannot feign.',
    ),
  };
}

import {
  histogramsView,
  type Metric,
  MOLECULE_PROPERTIES,
  type MoleculeGoal,
  type MoleculeProperty,
  type Molecules,
  moleculeProperties,
  numbersView,
  type Run,
  type Table,
} from '@/graph';
import { type Shift, shiftOf } from '@/ml/metrics/molecules/distances';
import { readable } from '../figures';
import { believedOf } from './believed';
import type { evaluateMolecules } from './node';

export const run: Run<typeof evaluateMolecules> = async ({ made, training, goal }, _params, { preview, breathe }) => {
  const shifts = moleculeProperties.map((property) => ({
    property,
    shift: shiftOf(valuesOf(made, property), valuesOf(training, property)),
  }));
  const believed = goal?.predictor ? await believedOf(goal, goal.predictor, made, breathe) : { values: [], notes: [] };
  const values = [
    ...sharesOf(made, training),
    ...(goal ? movedOf(goal, shifts.find(({ property }) => property === goal.property)?.shift) : []),
    ...believed.values,
    ...shifts.map(
      ({ property, shift: { distance, mean, reference } }): Metric => ({
        name: `${MOLECULE_PROPERTIES[property].title} apart`,
        value: distance / Math.max(1e-9, reference.deviation),
        unit: 'deviations',
        help: `Wasserstein distance of the two spreads, in deviations of the training molecules. Made ones have ${readable(mean)} on average, those ${readable(reference.mean)} ± ${readable(reference.deviation)}.`,
      }),
    ),
  ];
  const notes = made.refused
    .slice(0, 5)
    .map(({ text, why }) => `Impossible: ${text || '(nothing)'}: ${why}`)
    .concat(believed.notes);
  const picture = histogramsView(
    [
      { name: 'Training', table: tableOf(training), role: 'given' },
      { name: 'Made', table: tableOf(made), role: 'made' },
    ],
    'Values beyond the training molecules stand in the outermost bars.',
  );
  preview(numbersView({ values, notes }, picture), 'metrics', 'stays');
  return { metrics: { values, curves: [], notes } };
};

function sharesOf(made: Molecules, training: Molecules): Metric[] {
  const known = new Set(training.items.map(({ id }) => id));
  const different = new Set(made.items.map(({ id }) => id));
  const fresh = [...different].filter((id) => !known.has(id));
  const share = (name: string, part: number, of: number, help: string): Metric => ({
    ...{ name, value: (100 * part) / Math.max(1, of), unit: '%', better: 'higher', help },
  });
  const written = made.items.length + made.refused.length;
  return [
    share(
      'Valid',
      made.items.length,
      written,
      `Possible molecules among ${written.toLocaleString('en')} that were written.`,
    ),
    share('Unique', different.size, made.items.length, 'Different ones among those that are possible.'),
    share('Novel', fresh.length, different.size, 'Those among the different ones that the model has not learned from.'),
  ];
}

const movedOf = ({ property, wanted, mean, deviation }: MoleculeGoal, shift: Shift | undefined): Metric[] => {
  if (!shift) return [];
  const { title } = MOLECULE_PROPERTIES[property];
  if (wanted.by === 'near')
    return [
      {
        name: `${title} from the goal`,
        value: Math.abs(shift.mean - wanted.target) / Math.max(1e-9, deviation),
        unit: 'deviations',
        better: 'lower',
        help: `How far the mean of made molecules, ${readable(shift.mean)}, lies from ${wanted.target}.`,
      },
    ];
  return [
    {
      name: `${title} moved`,
      value: ((shift.mean - mean) / Math.max(1e-9, deviation)) * (wanted.by === 'more' ? 1 : -1),
      unit: 'deviations',
      better: 'higher',
      help: `How far the mean of made molecules, ${readable(shift.mean)}, lies from ${readable(mean)} in the wanted direction.`,
    },
  ];
};

const valuesOf = ({ items }: Molecules, property: MoleculeProperty): number[] =>
  items.map(({ properties }) => properties[property]);

const tableOf = ({ items }: Molecules): Table => ({
  columns: moleculeProperties.map((property) => ({ name: MOLECULE_PROPERTIES[property].title, kind: 'number' })),
  rows: items.map(({ properties }) => moleculeProperties.map((property) => properties[property])),
});

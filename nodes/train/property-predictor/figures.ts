import { type Metric, MOLECULE_PROPERTIES, type MoleculeProperty, type ScatterView } from '@/graph';

/** A molecule with what is computed of it and what the network said. */
export interface Foretold {
  readonly smiles: string;
  readonly computed: number;
  readonly foretold: number;
}

/** Points of the line that all would lie on. */
const ON_THE_LINE = 60;
/** Molecules that a picture has room for. */
const MOST = 1_500;

/** How far off the network is on molecules that it has not learned from. */
export function figuresOf(
  property: MoleculeProperty,
  all: readonly Foretold[],
  { mean, deviation }: { readonly mean: number; readonly deviation: number },
) {
  const average = (of: (one: Foretold) => number) => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const off = ({ computed, foretold }: Foretold) => Math.abs(foretold - computed);
  const error = average(off) / deviation;
  const middle = average(({ computed }) => computed);
  const spread = average(({ computed }) => (computed - middle) ** 2);
  const r2 = spread > 0 ? 1 - average((one) => off(one) ** 2) / spread : 0;
  const about: { readonly title: string; readonly unit?: string } = MOLECULE_PROPERTIES[property];
  const values: Metric[] = [
    {
      name: 'Off by',
      value: error,
      unit: 'deviations',
      better: 'lower',
      help: `The mean distance of what it says from what is computed, over ${all.length.toLocaleString('en')} molecules that were put aside. A deviation is ${deviation.toPrecision(3)}${about.unit ? ` ${about.unit}` : ''}.`,
    },
    {
      name: 'R²',
      value: r2,
      better: 'higher',
      help: 'The share of the differences between molecules that it foretells: 1 is all, 0 no more than always saying the mean.',
    },
    { name: `${about.title}, off by`, value: average(off), ...(about.unit && { unit: about.unit }), better: 'lower' },
    {
      name: 'Off by, always saying the mean',
      value: average(({ computed }) => Math.abs(computed - mean)) / deviation,
      unit: 'deviations',
    },
  ];
  const worst = [...all].sort((a, b) => off(b) - off(a)).slice(0, 3);
  const notes = worst.map(
    ({ smiles, computed, foretold }) =>
      `Furthest off: ${smiles}: it says ${foretold.toFixed(2)}, and ${computed.toFixed(2)} is so.`,
  );
  return { values, notes, error, r2 };
}

/** What is computed across, what the network says upwards. */
export function pictureOf(property: MoleculeProperty, all: readonly Foretold[]): ScatterView {
  const some = all.slice(0, MOST);
  const computed = some.map((one) => one.computed);
  const [low, high] = [Math.min(...computed), Math.max(...computed)];
  const line = Array.from({ length: ON_THE_LINE }, (_, at) => low + ((high - low) * at) / (ON_THE_LINE - 1));
  return {
    view: 'scatter',
    series: [
      { name: 'what is so', points: line.flatMap((at) => [at, at]), role: 'given' },
      { name: 'what it says', points: some.flatMap((one) => [one.computed, one.foretold]), role: 'made' },
    ],
    caption: `${MOLECULE_PROPERTIES[property].title} of molecules that were put aside: computed across, foretold upwards.`,
  };
}

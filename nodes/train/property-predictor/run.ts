import {
  GenloomError,
  type Metric,
  MOLECULE_PROPERTIES,
  type Molecule,
  type MoleculeProperty,
  type Run,
} from '@/graph';
import { splitItems } from '@/ml/data/split';
import { foretell } from '@/ml/molecules/foretell';
import { type MeasuredGraphs, propertyObjective } from '@/ml/objectives/property';
import { meanAndDeviation } from '../../align/common/figures';
import { graphOfMolecule } from '../../common/chemistry/graph';
import { rolesOf } from '../../common/network';
import { allAlike } from '../../common/property-field';
import { propertyNetwork } from '../../common/property-network';
import { openPredictor } from '../../common/property-predictor';
import { curvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import type { TrainingWords } from '../common/words';
import { type Foretold, figuresOf, pictureOf } from './figures';
import type { trainPropertyPredictor } from './node';

const words: TrainingWords = { loss: 'squared error, in deviations', speed: 'molecules/s' };

/** Fewer teach nothing. */
const LEAST = 20;
/** Molecules between two breaths. */
const STRIDE = 200;
/** Of those put aside, how many are foretold at each look. */
const SHOWN = 300;

export const run: Run<typeof trainPropertyPredictor> = async ({ molecules }, params, context) => {
  const { property, atoms, average } = params;
  const read = await readable(molecules.items, atoms, context);
  const { kept, aside } = splitItems({ count: read.length }, { share: params.heldOut, seed: context.seed });
  const some = (places: Int32Array) => [...places].flatMap((place) => read[place] ?? []);
  const [training, held] = [some(kept), some(aside)];
  const { mean, deviation } = meanAndDeviation(training.map(({ molecule }) => molecule.properties[property]));
  if (!(deviation > 0)) throw new GenloomError(allAlike(MOLECULE_PROPERTIES[property].title));
  const measured = (rows: typeof read): MeasuredGraphs => ({
    graphs: rows.map(({ graph }) => graph),
    values: Float32Array.from(rows, ({ molecule }) => (molecule.properties[property] - mean) / deviation),
  });
  const networks = { predictor: propertyNetwork(params) };
  const { predictor: network } = rolesOf(networks);
  const shown = held.slice(0, SHOWN);
  const asValues = (said: ArrayLike<number>) => Array.from(said, (one) => mean + deviation * one);
  const { state } = await trainShown(params, context, {
    network,
    data: { training: measured(training), validation: measured(held) },
    objective: propertyObjective(network, atoms),
    words,
    evaluateBatches: 4,
    ...(average > 0 && { average }),
    sample: (weights) => foretell(network, weights, measured(shown).graphs, atoms, context.breathe),
    madeOf: (said) => ({ picture: pictureOf(property, foretoldOf(property, shown, asValues(said))) }),
  });
  const trained = {
    ...{ networks, property, mean, deviation, atoms, shape: [], classes: [], trainedSteps: state.step },
    weights: state.average ?? state.weights,
    scaling: { mean: [mean], deviation: [deviation] },
    held: { error: 0, r2: 0 },
  };
  const open = openPredictor(trained);
  const said = await open
    .foretold(
      held.map(({ molecule }) => molecule),
      context.breathe,
    )
    .finally(open.close);
  const foretold = foretoldOf(
    property,
    held,
    said.map((one) => one ?? mean),
  );
  const { values, notes, error, r2 } = figuresOf(property, foretold, { mean, deviation });
  const caption = `${MOLECULE_PROPERTIES[property].title} of molecules that were put aside: computed across, foretold upwards. Off by ${error.toFixed(2)} deviations, R² ${r2.toFixed(3)}.`;
  context.preview({ ...pictureOf(property, foretold), caption }, 'predictor', 'stays');
  const counts: Metric[] = [
    { name: 'Learned from', value: training.length, unit: 'molecules' },
    { name: 'Put aside', value: held.length, unit: 'molecules' },
    { name: 'Steps', value: state.step },
  ];
  return {
    predictor: { ...trained, held: { error, r2 } },
    metrics: {
      values: [...values, ...measuredLosses(state.history.evaluations.at(-1), words), ...counts],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes,
    },
  };
};

/** Different molecules as graphs, those that there is room for. */
async function readable(
  items: readonly Molecule[],
  atoms: number,
  { progress, breathe, log }: Parameters<typeof run>[2],
) {
  const different = [...new Map(items.map((molecule) => [molecule.id, molecule])).values()];
  const read: { readonly molecule: Molecule; readonly graph: ReturnType<typeof graphOfMolecule> }[] = [];
  for (const [index, molecule] of different.entries()) {
    const graph = graphOfMolecule(molecule.id);
    if (graph.atoms <= atoms) read.push({ molecule, graph });
    if (index % STRIDE === STRIDE - 1) {
      progress({ done: index + 1, total: different.length, message: 'reading atoms and bonds' });
      await breathe();
    }
  }
  const large = different.length - read.length;
  if (read.length < LEAST)
    throw new GenloomError({
      code: 'property.too-few',
      title: `There are ${read.length} different molecules of at most ${atoms} atoms, which teach nothing about others.`,
      fix: large > 0 ? 'Make “Room for” larger.' : `Give at least ${LEAST}, better some hundreds.`,
    });
  if (large > 0)
    log(
      'warning',
      `${large.toLocaleString('en')} of ${different.length.toLocaleString('en')} molecules have more than ${atoms} atoms and are left out.`,
    );
  return read;
}

const foretoldOf = (
  property: MoleculeProperty,
  rows: readonly { readonly molecule: Molecule }[],
  said: readonly number[],
): readonly Foretold[] =>
  rows.map(({ molecule }, row) => ({
    smiles: molecule.smiles,
    computed: molecule.properties[property],
    foretold: said[row] ?? 0,
  }));

import { type Metric, MOLECULE_PROPERTIES, type MoleculeGoal, type Molecules, type PropertyPredictor } from '@/graph';
import { openPredictor } from '../../common/property-predictor';
import { meanOf, readable } from '../figures';

/** Molecules that are named because the predictor is furthest off. */
const NAMED = 3;

/**
 * What the predictor that rewarded them says of made molecules, beside what is computed of them: where the first is far above the second, the reward was met
 * without what it stands for (Skalse et al. 2022 call that hacking it).
 */
export async function believedOf(
  { wanted, mean, deviation, property }: MoleculeGoal,
  predictor: PropertyPredictor,
  made: Molecules,
  breathe: () => Promise<void>,
): Promise<{ readonly values: readonly Metric[]; readonly notes: readonly string[] }> {
  const open = openPredictor(predictor);
  const said = await open.foretold(made.items, breathe).finally(open.close);
  const both = made.items.flatMap(({ smiles, properties }, at) => {
    const foretold = said[at] ?? null;
    return foretold === null ? [] : [{ smiles, foretold, computed: properties[property] }];
  });
  if (both.length === 0) return { values: [], notes: [] };
  const { title } = MOLECULE_PROPERTIES[property];
  const scale = Math.max(1e-9, deviation);
  const believed = meanOf(both.map(({ foretold }) => foretold));
  const real = meanOf(both.map(({ computed }) => computed));
  const off = meanOf(both.map(({ foretold, computed }) => Math.abs(foretold - computed))) / scale;
  const moved =
    wanted.by === 'near'
      ? { name: `${title} from the goal, believed`, value: Math.abs(believed - wanted.target) / scale }
      : { name: `${title} moved, believed`, value: ((believed - mean) / scale) * (wanted.by === 'more' ? 1 : -1) };
  const values: Metric[] = [
    {
      ...moved,
      unit: 'deviations',
      help: `By what the predictor says of them, ${readable(believed)} on average; ${readable(real)} is so.`,
    },
    {
      name: 'Predictor off by',
      value: off,
      unit: 'deviations',
      better: 'lower',
      help: `On the made molecules. On those that were put aside in its training it was off by ${readable(predictor.held.error)}: much more here means that the reward was met where the predictor is wrong.`,
    },
  ];
  const wrongest = [...both].sort((a, b) => Math.abs(b.foretold - b.computed) - Math.abs(a.foretold - a.computed));
  const notes = wrongest
    .slice(0, NAMED)
    .map(
      ({ smiles, foretold, computed }) => `Believed ${readable(foretold)}, and ${readable(computed)} is so: ${smiles}`,
    );
  return { values, notes };
}

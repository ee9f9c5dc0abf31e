import type { Molecule, MoleculeGoal } from '@/graph';
import { openPredictor } from '../property-predictor';
import { readerOf } from './notation';

/** What heavy atoms above the wanted number take off, each. */
const EACH_ATOM = 0.1;
/** The least that a molecule is worth, as a share of what a text loses that is none: nonsense never pays. */
const LEAST = 0.9;

export interface OpenGoal {
  /**
   * What texts are worth to somebody with this goal, in deviations of the property: how far a molecule lies from the mean in the wanted direction, up to a
   * limit, or how near it comes to a target. A text that is no molecule loses instead, and so does what was written before in the same list; no molecule loses as
   * much as a text that is none, however far off it is.
   */
  worth(texts: readonly string[], breathe: () => Promise<void>): Promise<number[]>;
  close(): void;
}

/** A goal that can be asked, with its predictor’s weights on the device, if it has one, until it is closed. */
export function openGoal(goal: MoleculeGoal): OpenGoal {
  const reader = readerOf(goal.notation ?? 'smiles');
  const predictor = goal.predictor && openPredictor(goal.predictor);
  return {
    async worth(texts, breathe) {
      const read = texts.map(reader);
      const molecules = read.flatMap((one) => (one.ok ? [one.molecule] : []));
      const values = predictor
        ? await predictor.foretold(molecules, breathe)
        : molecules.map(({ properties }) => properties[goal.property]);
      const seen = new Set<string>();
      let next = 0;
      return read.map((one) => {
        if (!one.ok) return -goal.impossible;
        const { molecule } = one;
        const value = values[next++] ?? null;
        const repeated = seen.has(molecule.id);
        seen.add(molecule.id);
        if (value === null) return -goal.impossible;
        const large = Math.max(0, heavyAtoms(molecule) - goal.atoms);
        const worth = gained(goal, value) - EACH_ATOM * large - (repeated ? goal.repeated : 0);
        return goal.impossible > 0 ? Math.max(worth, -LEAST * goal.impossible) : worth;
      });
    },
    close: () => predictor?.close(),
  };
}

function gained({ wanted, mean, deviation, most }: MoleculeGoal, value: number): number {
  const away = (from: number) => (from - mean) / Math.max(1e-6, deviation);
  const here = away(value);
  if (wanted.by === 'near') return most - Math.min(2 * most, Math.abs(here - away(wanted.target)));
  return Math.max(-most, Math.min(most, wanted.by === 'more' ? here : -here));
}

/** Atoms other than hydrogen, as they are written. */
export const heavyAtoms = ({ smiles }: Pick<Molecule, 'smiles'>): number =>
  (smiles.match(/\[[^\]]+\]|Br|Cl|[BCNOSPFIbcnosp]/gu) ?? []).filter((atom) => !/^\[\d*H[\d+-]*\]$/.test(atom)).length;

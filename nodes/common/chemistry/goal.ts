import type { Molecule, MoleculeGoal } from '@/graph';
import { readSmiles } from './read';

/** What heavy atoms above the wanted number take off, each. */
const EACH_ATOM = 0.1;

/**
 * What texts are worth to somebody with this goal, in deviations of the property: how far a molecule lies from the mean in the wanted direction, up to a
 * limit, or how near it comes to a target. A text that is no molecule loses instead, and so does what was written before in the same list.
 */
export function worthOf(goal: MoleculeGoal, texts: readonly string[]): number[] {
  const seen = new Set<string>();
  return texts.map((text) => {
    const read = readSmiles(text);
    if (!read.ok) return -goal.impossible;
    const { molecule } = read;
    const repeated = seen.has(molecule.id);
    seen.add(molecule.id);
    const large = Math.max(0, heavyAtoms(molecule) - goal.atoms);
    return gained(goal, molecule) - EACH_ATOM * large - (repeated ? goal.repeated : 0);
  });
}

function gained({ property, wanted, mean, deviation, most }: MoleculeGoal, { properties }: Molecule): number {
  const away = (value: number) => (value - mean) / Math.max(1e-6, deviation);
  const here = away(properties[property]);
  if (wanted.by === 'near') return most - Math.min(2 * most, Math.abs(here - away(wanted.target)));
  return Math.max(-most, Math.min(most, wanted.by === 'more' ? here : -here));
}

/** Atoms other than hydrogen, as they are written. */
export const heavyAtoms = ({ smiles }: Pick<Molecule, 'smiles'>): number =>
  (smiles.match(/\[[^\]]+\]|Br|Cl|[BCNOSPFIbcnosp]/gu) ?? []).filter((atom) => !/^\[\d*H[\d+-]*\]$/.test(atom)).length;

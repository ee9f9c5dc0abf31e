import type { Explanation } from '@/graph';
import { notationHelp } from '../../common/molecule-notation';
import type { readMolecules } from './node';

export const explain: Explanation<typeof readMolecules> = {
  more: 'A text can look like a molecule and be none: a ring that never closes, a carbon with five bonds, an aromatic ring whose double bonds do not come out even. Each line is read as a SMILES string and checked; what is impossible is kept apart with its reason.',
  lookAt: 'The reasons under the drawings: they tell what a model has not understood yet.',
  source: 'OpenSMILES; valences as RDKit holds them; OpenChemLib (Sander et al. 2015)',
  params: { notation: notationHelp },
  inputs: { text: 'One molecule a line.' },
  outputs: { molecules: 'With what was refused, and why.' },
};

import type { Explanation } from '@/graph';
import type { sourceMolecules } from './node';

export const explain: Explanation<typeof sourceMolecules> = {
  more: 'A molecule is written here as a SMILES string: atoms in a row, branches in round brackets, and the two ends of a ring with the same number. CCO is alcohol, c1ccccc1 the ring of benzene. A chemistry library reads each string, counts its bonds, and computes what can be told from its structure. What is no possible molecule is left out, counted, and named with the atom and the reason.',
  lookAt:
    'The drawings: rings, branches, and which atoms are other than carbon, which stands where lines meet. Under them how well each goes into oil (logP) and how heavy it is.',
  source:
    'Weininger 1988 (SMILES); OpenSMILES; BIOVIA CTfile formats (SDF); OpenChemLib (Sander et al. 2015) for structure, logP (von Korff & Sander) and polar area (Ertl et al. 2000)',
  params: {
    origin: 'The built-in molecules are made on your device by a grammar, and none of them occurs twice.',
    count: 'A model that writes molecules learns from some ten thousand.',
    least: 'Atoms other than hydrogen, at least.',
    most: 'Atoms other than hydrogen, at most. Large molecules make long strings, which take longer to learn.',
    rings: 'Two rings that share a bond count as one here.',
    charges: 'Nitro groups, carboxylates and ammonium among the groups.',
    text: 'One SMILES string a line. What stands behind it on the line is its name.',
    file: 'A SMILES string a line (.smi, .txt), an SD file (.sdf), or a table (.csv) with a column of SMILES strings. It stays on your device.',
    column: 'The heading of the column with the SMILES strings. The other columns are kept as values.',
  },
};

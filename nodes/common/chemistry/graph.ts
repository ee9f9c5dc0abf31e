import { Molecule as Chemistry } from 'openchemlib';
import { BONDS, graphOf, type MoleculeGraph } from '@/ml/molecules/graphs';

/** A molecule, by its id, as a graph of its atoms (hydrogens are counted at what they hang on) and bonds. */
export function graphOfMolecule(id: string): MoleculeGraph {
  const molecule = Chemistry.fromIDCode(id, false);
  molecule.ensureHelperArrays(Chemistry.cHelperRings);
  const atoms = Array.from({ length: molecule.getAtoms() }, (_, atom) => ({
    element: molecule.getAtomLabel(atom),
    charge: molecule.getAtomCharge(atom),
    hydrogens: molecule.getAllHydrogens(atom),
    aromatic: molecule.isAromaticAtom(atom),
  }));
  const bonds = Array.from(
    { length: molecule.getBonds() },
    (_, bond) => [molecule.getBondAtom(0, bond), molecule.getBondAtom(1, bond), kindOf(molecule, bond)] as const,
  );
  return graphOf(atoms, bonds);
}

const kindOf = (molecule: Chemistry, bond: number): (typeof BONDS)[number] =>
  molecule.isAromaticBond(bond) ? 'aromatic' : (BONDS[molecule.getBondOrder(bond) - 1] ?? 'single');

import { Molecule as Chemistry } from 'openchemlib';

/** The SMILES string of a molecule by its id: the same one however it was written at first. */
export const canonicalSmiles = (id: string): string => Chemistry.fromIDCode(id, false).toIsomericSmiles();

import type { Kind } from './kind';

/** What is computed of every molecule, and the decimals of it that mean something. */
export const MOLECULE_PROPERTIES = {
  logP: { title: 'logP', decimals: 2 },
  weight: { title: 'Weight', unit: 'g/mol', decimals: 1 },
  polarArea: { title: 'Polar area', unit: 'Å²', decimals: 1 },
  rings: { title: 'Rings', decimals: 0 },
  donors: { title: 'H-bond donors', decimals: 0 },
  acceptors: { title: 'H-bond acceptors', decimals: 0 },
  rotatable: { title: 'Rotatable bonds', decimals: 0 },
  druglike: { title: 'Drug-likeness', decimals: 2 },
} as const;

export type MoleculeProperty = keyof typeof MOLECULE_PROPERTIES;

export interface Molecule {
  /** As it was written (Weininger 1988). */
  readonly smiles: string;
  /** The same for one molecule, however it was written. */
  readonly id: string;
  readonly properties: Readonly<Record<MoleculeProperty, number>>;
  readonly name?: string;
  /** What else a file told of it. */
  readonly values?: Readonly<Record<string, number | string>>;
  /** With the places of its atoms, as a file told them (CTfile V2000). */
  readonly molfile?: string;
}

/** A text that stands for no possible molecule. */
export interface RefusedMolecule {
  readonly text: string;
  /** `carbon 3 has five bonds; it can have four.` */
  readonly why: string;
}

/** Molecules, and what was given for one and is none. */
export interface Molecules {
  readonly items: readonly Molecule[];
  readonly refused: readonly RefusedMolecule[];
}

/** A set of molecules. */
export const molecules: Kind<Molecules> = {
  name: 'molecules',
  of: [],
  title: 'Molecules',
  phrase: 'a set of molecules',
  family: 'data',
  savedAs: { sdf: 'Save as SDF', csv: 'Save as CSV' },
};

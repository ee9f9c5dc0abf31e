import type { Kind } from './kind';
import type { MoleculeProperty } from './molecules';
import type { PropertyPredictor } from './property-predictor';

/** What molecules are wanted, and so what a text that stands for one is worth. */
export interface MoleculeGoal {
  readonly property: MoleculeProperty;
  readonly wanted: { readonly by: 'more' | 'less' } | { readonly by: 'near'; readonly target: number };
  /** Of the molecules that were given: a step of the property is one deviation, however it is counted. */
  readonly mean: number;
  readonly deviation: number;
  /** More deviations from the mean are worth no more. */
  readonly most: number;
  /** Taken off for a text that stands for no possible molecule. */
  readonly impossible: number;
  /** Taken off for a molecule that was written before in the same round. */
  readonly repeated: number;
  /** Heavy atoms that a molecule may have; each one more takes off a tenth. */
  readonly atoms: number;
  /** What texts are read as; SMILES where it is left out. */
  readonly notation?: 'smiles' | 'selfies';
  /** Says what of the property a molecule has; without it that is computed. */
  readonly predictor?: PropertyPredictor;
}

/** A goal for molecules. */
export const moleculeGoal: Kind<MoleculeGoal> = {
  name: 'molecule-goal',
  of: [],
  title: 'Goal for molecules',
  phrase: 'a goal for molecules',
  family: 'value',
};

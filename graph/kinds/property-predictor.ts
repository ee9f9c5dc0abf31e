import type { Network } from '../network/network';
import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';
import type { MoleculeProperty } from './molecules';

/** A network over atoms and bonds that foretells a property of molecules, and what it was trained on. */
export interface PropertyPredictor extends TrainedNetworks {
  /** The only role is `predictor`: it gives one number, `[B, 1]`, in deviations from the mean. */
  readonly networks: { readonly predictor: Network };
  readonly property: MoleculeProperty;
  /** Of the molecules that it learned from. */
  readonly mean: number;
  readonly deviation: number;
  /** Atoms that there is room for. */
  readonly atoms: number;
  /** Of molecules that were put aside: mean distance from what is computed, in deviations, and R². */
  readonly held: { readonly error: number; readonly r2: number };
}

export const propertyPredictor: Kind<PropertyPredictor> = {
  name: 'property-predictor',
  of: [],
  title: 'Property predictor',
  phrase: 'a property predictor of molecules',
  family: 'network',
};

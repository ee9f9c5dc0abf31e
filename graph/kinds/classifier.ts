import type { Network } from '../network/network';
import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';

/** A network that tells classes apart, with its weights, and what it was trained on. */
export interface Classifier extends TrainedNetworks {
  /** The only role is `classifier`: its logits are `[B, classes]`. */
  readonly networks: { readonly classifier: Network };
  /** The share of validation examples that it got right, or of training examples where none were put aside; 0 to 1. Null of one that others trained. */
  readonly accuracy: number | null;
}

export const classifier: Kind<Classifier> = {
  name: 'classifier',
  of: [],
  title: 'Classifier',
  phrase: 'a classifier',
  family: 'network',
};

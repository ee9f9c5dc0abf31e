import type { Network } from '../network/network';
import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';

/** Two encoders that place pictures and words in one space, where what belongs together lies close. */
export interface JointEncoder extends TrainedNetworks {
  /** `picture` and `words` give a place in the space, `[B, width]`, of any length; `score` makes logits of cosines. */
  readonly networks: { readonly picture: Network; readonly words: Network; readonly score: Network };
  /** The words that it knows, and how many of a caption it reads. */
  readonly vocabulary: { readonly words: readonly string[]; readonly length: number };
  /** Numbers of a place. */
  readonly width: number;
  readonly loss: 'softmax' | 'sigmoid';
}

export const jointEncoder: Kind<JointEncoder> = {
  name: 'joint-encoder',
  of: [],
  title: 'Joint encoder',
  phrase: 'a joint encoder of pictures and words',
  family: 'network',
};

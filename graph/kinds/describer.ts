import type { Network } from '../network/network';
import type { TrainedNetworks } from './generator';
import type { Kind } from './kind';
import type { TokenizerValue } from './tokenizer';

/** A language model that is told what a picture shows, in tokens that stand before its words or that it looks at between its blocks. */
export interface Describer extends TrainedNetworks {
  /** `picture` gives a grid of what it sees, `projector` makes tokens `[B, places, width]` of it, and `language`, which knows them as `prefix`, goes on from these and from words. */
  readonly networks: { readonly picture: Network; readonly projector: Network; readonly language: Network };
  readonly tokenizer: TokenizerValue;
  /** Tokens that stand for a picture. */
  readonly places: number;
  /** Where the language model looks at these between its blocks: the token that its words begin behind. Absent where they stand before its words. */
  readonly begins?: number;
  /** Whether the language model was tuned too, or the projector alone. */
  readonly tuned: boolean;
}

export const describer: Kind<Describer> = {
  name: 'describer',
  of: [],
  title: 'Describer of pictures',
  phrase: 'a model that describes pictures',
  family: 'network',
};

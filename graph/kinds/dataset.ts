import { type Kind, kindName } from './kind';
import type { TokenBlocks, tokens } from './tokens';

/** Many values of one kind, in order. */
export interface Dataset<Item> {
  readonly items: readonly Item[];
}

/** `dataset<text>`: documents. `dataset<tokens>`: one long packed sequence, see {@link TokenBlocks}. */
export function dataset(of: typeof tokens): Kind<TokenBlocks>;
export function dataset<Item>(of: Kind<Item>): Kind<Dataset<Item>>;
export function dataset(of: Kind): Kind {
  return {
    name: 'dataset',
    of: [of],
    title: of.name === 'text' ? 'Documents' : `Dataset of ${kindName(of)}`,
    phrase: of.name === 'text' ? 'a set of texts' : `a set of ${of.phrase}`,
    family: 'data',
  };
}

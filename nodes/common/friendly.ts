import { GenloomError } from '@/graph';
import { NetworkError } from '@/ml/network';
import { TooFewTokens } from '@/ml/tokens';

/** What `ml/` throws, as an error made for the person who meets it; anything else stays as it is. */
export function friendly(thrown: unknown): unknown {
  if (thrown instanceof TooFewTokens)
    return new GenloomError(
      {
        code: 'tokens.too-few',
        title: `The text has ${thrown.tokens.toLocaleString('en')} tokens, and a block of ${thrown.blockLength} needs ${thrown.blockLength + 1}.`,
        fix: 'Give a longer text, or set shorter blocks in “Encode”.',
      },
      { cause: thrown },
    );
  if (thrown instanceof NetworkError)
    return new GenloomError(
      {
        code: 'network.unusable',
        title: 'This network cannot be run as it is.',
        detail: thrown.message,
        fix: 'Look at the settings of the block that it names.',
      },
      { cause: thrown },
    );
  return thrown;
}

import { GenloomError } from '@/graph';
import { NetworkError } from '@/ml/network';

/** Bytes, as people count them. */
export const KILOBYTE = 1_000;

/** Weights made smaller. @throws GenloomError `compress.not-a-number` for a model whose training ran away */
export function compressed<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof NetworkError)) throw thrown;
    throw new GenloomError(
      {
        code: 'compress.not-a-number',
        title: 'This model has weights that are no numbers: its training ran away.',
        fix: 'Train it again with a lower learning rate.',
      },
      { cause: thrown },
    );
  }
}

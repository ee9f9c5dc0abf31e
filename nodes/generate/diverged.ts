import { GenloomError } from '@/graph';

/** What to say of a model whose output is not a number. */
export const diverged = (cause: RangeError): GenloomError =>
  new GenloomError(
    {
      code: 'generate.not-a-number',
      title: 'This model gives no numbers to choose by.',
      detail: cause.message,
      fix: 'Train it again with a lower learning rate.',
    },
    { cause },
  );

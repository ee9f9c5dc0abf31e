import type { UserFacingError } from '@/graph';

/** What to say of a model that writes pictures down in something else: while wires are drawn, and once more before work begins. */
export const NO_CODES: UserFacingError = {
  code: 'pictures.no-codes',
  title: 'This model has no codes that pictures could be written in.',
  fix: 'Connect a model that “Train VQ-VAE” made.',
};

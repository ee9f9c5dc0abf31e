import type { Explanation } from '@/graph';
import type { splitTable } from './node';

export const explain: Explanation<typeof splitTable> = {
  more: 'A model that made the very rows that it learned from would look perfect when it is compared with them. So some rows are put aside before anything is learned: what is made should be as near to these as the training rows are, and not nearer to the training rows than these are.',
  lookAt: 'Whether both parts have rows of every category: a rare one may be missing on one side.',
  params: {
    validation: 'Share of the rows for validation. A quarter is enough for a fair comparison of a few hundred rows.',
    by: 'A column of categories, of which each value shall be in both parts alike. Empty: rows are drawn as they come.',
  },
  outputs: {
    training: 'What the model learns from.',
    validation: 'What made rows are compared with.',
  },
};

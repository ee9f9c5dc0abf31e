import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model that made the very rows that it learned from would look perfect when it is compared with them. So some rows are put aside before anything is learned: what is made should be as near to these as the training rows are, and not nearer to the training rows than these are.',
  lookAt: 'Whether both parts have rows of every category: a rare one may be missing on one side.',
};

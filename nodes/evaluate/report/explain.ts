import type { Explanation } from '@/graph';
import type { evaluateReport } from './node';

export const explain: Explanation<typeof evaluateReport> = {
  more: 'Each row is a model and each column a measure that says which direction is good. The star marks the best of a column, where they differ, and “Best in” counts the stars. Measures that only one model has are left out, and so are those in which neither more nor less is better.',
  lookAt:
    'Whether one model is ahead in all columns, which is rare. Precision without recall is a model that makes few things well; recall without precision one that makes much and badly. A small difference may be chance: run again with other seeds.',
  inputs: { first: 'What an evaluator measured of it.' },
  params: {
    names: 'What the models are called, in order, with commas between. Empty: their numbers.',
  },
};

import type { Explanation } from '@/graph';
import type { evaluateRobustness } from './node';

export const explain: Explanation<typeof evaluateRobustness> = {
  more: 'Each text is cut in two. Its beginning is damaged at severities 1 to 5, and the model is asked how likely the rest is, which stays as it was: so only reading is made harder, never what is measured. The interval of the difference is drawn by a paired bootstrap over texts.',
  formula: 'bits per character = −log₂ p(rest | damaged beginning) / characters of the rest',
  lookAt:
    'How steep the curve is, more than where it begins. A flat one may also mean that the model hardly uses what it reads.',
  source: 'Hendrycks & Dietterich 2019 for curves over five severities; Belinkov & Bisk 2018; Efron & Tibshirani 1993',
  params: {
    read: 'How much of each text is read, and damaged.',
    scored: 'How much after it is measured. Shorter texts are left out.',
  },
};

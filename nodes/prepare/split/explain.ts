import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model that only repeats its text has learned nothing. The loss on text it was never shown tells whether it learned the language or the words by heart.',
  lookAt: 'Later, how far the validation curve stays above the training curve: a growing gap is overfitting.',
  source: 'Hastie et al. 2009, The Elements of Statistical Learning, chapter 7',
};

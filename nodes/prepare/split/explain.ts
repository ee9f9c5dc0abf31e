import type { Explanation } from '@/graph';
import type { split } from './node';

export const explain: Explanation<typeof split> = {
  more: 'A model that only repeats its text has learned nothing. The loss on text it was never shown tells whether it learned the language or the words by heart.',
  lookAt: 'Later, how far the validation curve stays above the training curve: a growing gap is overfitting.',
  source: 'Hastie et al. 2009, The Elements of Statistical Learning, chapter 7',
  params: {
    validation: 'Share of the text for validation. A tenth is usual.',
    order:
      'The end: the text stays in order and its last part is put aside, in the middle of a document if need be. At random: whole documents are drawn.',
  },
  outputs: {
    training: 'What the model learns from.',
    validation: 'What it is tested on.',
  },
};

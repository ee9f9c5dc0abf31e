import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model that only repeats its examples has learned nothing. What was put aside tells: a good model is as near to it as to what it was shown.',
  lookAt: 'Whether both parts look alike. Where the validation part has gaps, too little was put aside.',
  source: 'Hastie et al. 2009, The Elements of Statistical Learning, chapter 7',
};

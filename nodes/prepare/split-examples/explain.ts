import type { Explanation } from '@/graph';
import type { splitExamples } from './node';

export const explain: Explanation<typeof splitExamples> = {
  more: 'A model that only repeats its examples has learned nothing. What was put aside tells: a good model is as near to it as to what it was shown.',
  lookAt: 'Whether both parts look alike. Where the validation part has gaps, too little was put aside.',
  source: 'Hastie et al. 2009, The Elements of Statistical Learning, chapter 7',
  params: {
    validation:
      'Share of the examples for validation. A tenth is usual; comparing what is made needs a thousand or so.',
    byClass: 'So that rare classes are in both parts. Examples without labels are drawn as they come.',
  },
  outputs: {
    training: 'What the model learns from.',
    validation: 'What it is tested on, and compared with.',
  },
};

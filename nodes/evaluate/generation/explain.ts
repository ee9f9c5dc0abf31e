import type { Explanation } from '@/graph';
import type { evaluateGeneration } from './node';

export const explain: Explanation<typeof evaluateGeneration> = {
  more: 'Distinct-n is the share of word sequences that are not said twice: near 1 is varied, near 0 runs in circles. The longest copied passage tells whether the model writes or recites: a sentence taken word for word from the training text was learned by heart.',
  formula: 'distinct-n = different n-grams / all n-grams',
  lookAt: 'The copied passage itself, in the notes. A few words are chance; several lines are memory.',
  source: 'Li et al. 2016 (distinct-n); Holtzman et al. 2020; Carlini et al. 2021 (memorisation)',
  params: {
    maximumN: 'Distinct-n is measured for 1 to so many words.',
  },
  inputs: {
    reference: 'To find passages that were copied from it.',
  },
};

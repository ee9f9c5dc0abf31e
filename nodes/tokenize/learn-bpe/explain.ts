import type { Explanation } from '@/graph';
import type { learnBpe } from './node';

export const explain: Explanation<typeof learnBpe> = {
  more: 'Byte-pair encoding starts from the 256 bytes and repeatedly joins the two neighbouring pieces that occur most often, until the vocabulary is full. Frequent words become one token; rare ones are spelt from pieces, so nothing is ever unknown.',
  formula: 'merge (a, b) = argmax count(a b)',
  lookAt:
    'Which merges come first, and how many characters a token holds on average: more characters per token means shorter sequences to learn from.',
  source: 'Sennrich et al. 2016; byte-level as in GPT-2 (Radford et al. 2019)',
  params: {
    vocabularySize: 'How many pieces it may learn, the 256 bytes included. Small models do well with 500 to 4,000.',
    minimumFrequency: 'Rarer pairs are left apart, and the vocabulary may stay smaller than asked for.',
  },
};

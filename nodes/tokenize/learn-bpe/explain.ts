import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Byte-pair encoding starts from the 256 bytes and repeatedly joins the two neighbouring pieces that occur most often, until the vocabulary is full. Frequent words become one token; rare ones are spelt from pieces, so nothing is ever unknown.',
  formula: 'merge (a, b) = argmax count(a b)',
  lookAt:
    'Which merges come first, and how many characters a token holds on average: more characters per token means shorter sequences to learn from.',
  source: 'Sennrich et al. 2016; byte-level as in GPT-2 (Radford et al. 2019)',
};

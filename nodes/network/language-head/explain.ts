import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'After the last block each vector holds what the model expects next. The head compares it with the vector of every token in the vocabulary; softmax makes probabilities of the scores.',
  formula: 'p = softmax(norm(x) Eᵀ)',
  lookAt: 'Tied or not: untied, the table counts twice in the parameters.',
  source: 'Press & Wolf 2017 (tied); Radford et al. 2019',
};

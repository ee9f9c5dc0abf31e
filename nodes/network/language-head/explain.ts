import type { Explanation } from '@/graph';
import { epsilonHelp, normHelp } from '../helps';
import type { languageHead } from './node';

export const explain: Explanation<typeof languageHead> = {
  more: 'After the last block each vector holds what the model expects next. The head compares it with the vector of every token in the vocabulary; softmax makes probabilities of the scores.',
  formula: 'p = softmax(norm(x) Eᵀ)',
  lookAt: 'Tied or not: untied, the table counts twice in the parameters.',
  source: 'Press & Wolf 2017 (tied); Radford et al. 2019',
  params: {
    tied: 'Uses the table of the token embedding once more, the other way round: fewer parameters, and usually better in small models.',
    norm: normHelp,
    bias: 'A learned number in the last normalisation, as in GPT-2.',
    epsilon: epsilonHelp,
  },
};

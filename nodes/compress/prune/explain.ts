import type { Explanation } from '@/graph';
import type { pruneModel } from './node';

export const explain: Explanation<typeof pruneModel> = {
  more: 'Many weights of a trained network are nearly zero, and it hardly misses them. The smallest are set to zero; biases and norms stay. The file does not become smaller by that alone, nor the model quicker: a product with zeros takes as long as any other. It shows how much of a network is needed, and a packed file of zeros is small. Train on a little with “Fine-tune” to make good what was lost: the zeros stay zero unless you say otherwise there.',
  formula: 'w′ = 0 where |w| ≤ t, else w;   t so that the wanted share of weights is zero',
  lookAt:
    'Which layers lose most when the smallest of all are taken. Then measure the loss at 20, 50 and 80 %: it stays level for long, and then rises steeply.',
  source: 'LeCun et al. 1990; Han et al. 2015 (magnitude); Zhu and Gupta 2017',
  params: {
    share: 'Of the weights in matrices: 0.3 sets three of ten to zero.',
    among: 'The smallest of all matrices together, or the same share of each.',
    embeddings: 'The tables of tokens and positions too. They suffer sooner: a rare token has few weights of its own.',
  },
  outputs: {
    model: 'The same network with zeros in it.',
    layers: 'Of each matrix: its numbers, its zeros, and how far it is from what it was.',
  },
};

import type { Explanation } from '@/graph';
import type { tokenEmbedding } from './node';

export const explain: Explanation<typeof tokenEmbedding> = {
  more: 'Ids mean nothing by themselves: 17 is not close to 18. The embedding is a table with a row of numbers for each token, learned like all weights. Tokens that are used alike end up with similar rows.',
  formula: 'xᵢ = E[tᵢ],   E ∈ ℝ^(V × width)',
  lookAt: 'Its share of all parameters: with a large vocabulary most of a small model is this table.',
  source: 'Bengio et al. 2003',
  params: {
    width:
      'How many numbers describe a token all the way through the network. Twice the width is about four times the work.',
    rows: 'Vectors in the table. Empty: one for each token. Published tables often have some more, so that their size is round; what stands for no token is never written.',
    context:
      'The most tokens the network may look at. Empty: as many as its positions allow, which with RoPE or ALiBi is any number.',
  },
};

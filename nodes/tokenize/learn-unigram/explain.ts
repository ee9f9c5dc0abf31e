import type { Explanation } from '@/graph';
import type { learnUnigram } from './node';

export const explain: Explanation<typeof learnUnigram> = {
  more: 'Where byte-pair encoding builds up, this one prunes down. Each piece has a probability, a text is cut into its most likely pieces, and pieces without which the text hardly becomes less likely are dropped, until the vocabulary has the size you want. Single characters and bytes always stay, so nothing is unknown.',
  formula: 'P(x) = ∏ p(xᵢ);   drop the pieces with the least loss of ∑ log P(x)',
  lookAt:
    'Pieces that are whole words or endings such as “ing”. Compare with BPE on the same text: it often cuts words where their parts meet.',
  source: 'Kudo 2018, “Subword regularization”; Kudo & Richardson 2018, SentencePiece',
  params: {
    vocabularySize: 'How many pieces are left in the end, single characters included.',
    shrinkingFactor: 'Share of pieces that each round keeps. Closer to 1 prunes more carefully, and takes longer.',
    iterations: 'How often the probabilities of the pieces are estimated anew before pruning.',
  },
};

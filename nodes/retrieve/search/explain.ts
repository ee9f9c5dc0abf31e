import type { Explanation } from '@/graph';
import { queriesHelp, searchHelps } from '../helps';
import type { searchDocuments } from './node';

export const explain: Explanation<typeof searchDocuments> = {
  more: 'By words (BM25) a passage counts more the rarer the words are that it shares with the question, the more often they stand there, and the shorter it is. By meaning it counts more the more its vector points where that of the question does; all vectors are compared, so nothing is missed. Both rankings are joined by their places: what stands high in either comes high.',
  formula:
    'BM25 = Σ ln(1 + (N − n + ½)/(n + ½)) · f (k₁ + 1) / (f + k₁ (1 − b + b · length / mean));   both: Σ 1 / (c + rank)',
  lookAt:
    'Under each passage its place by words and by meaning: where the two disagree, one of them understood the question.',
  source: 'Robertson & Zaragoza 2009 (BM25); Cormack et al. 2009 (reciprocal rank fusion)',
  params: {
    ...searchHelps,
    k1: 'How much more a word counts that stands there more than once.',
    b: 'How much long passages are held back: 0 not at all, 1 in full.',
    fusion:
      'With 1 the first of either ranking always comes among the first four; with 60, as in the paper, what stands in the middle of both comes before it.',
  },
  inputs: { queries: queriesHelp },
  outputs: { hits: 'The best first, each with its document, its place there, and the words of the question in it.' },
};

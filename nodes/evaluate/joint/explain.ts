import type { Explanation } from '@/graph';
import type { evaluateJoint } from './node';

export const explain: Explanation<typeof evaluateJoint> = {
  more: 'For each picture all captions are ordered by how near they lie to it in the encoder’s space, and for each caption all pictures. Recall at 1 is how often the right one comes first, at 5 how often it is among the first five. The more there are to choose from, the harder it is, so the number stands beside it. The alignment is the mean cosine of a picture and its own caption, also of pictures that a model drew; it is a measure by this encoder alone, and cannot be compared with that of another.',
  formula: 'recall@k = share of queries with the right one among the first k      CLIPScore = 2.5 · max(cos, 0)',
  lookAt:
    'Recall beside chance, and the notes: which words are taken for which. An alignment that is high for wrong captions as well tells nothing; theirs stands beside it.',
  source: 'Karpathy & Fei-Fei 2015 (recall); Hessel et al. 2021 (CLIPScore)',
  params: {
    limit: 'So many of the pictures, spread evenly over them. A recall is told among so many.',
    distinct:
      'Of pictures with the same caption the first alone is taken, so that only one can be right. Off: whatever has the same caption is right.',
  },
  inputs: { examples: 'With captions: those that were put aside, or drawn by a model that was asked in words.' },
};

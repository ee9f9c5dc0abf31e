import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'What a model makes is a mirror of what it was shown: copies come back as copies, rare classes stay rare, and borders come back as borders. It costs little to put that right first.',
  lookAt: 'The counts in the report, and the images themselves.',
  source: 'Krawetz 2013 (dHash); Krizhevsky et al. 2012 (augmentation)',
};

import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The network gives a score for each class; the softmax makes probabilities of them. Training raises the probability of the right one. On its way to the scores the network learns to see what tells classes apart, and those inner numbers, its features, are what sets of images are compared by.',
  formula: 'p(c | x) = exp(sᶜ) / Σₖ exp(sᵏ)      loss = −log p(label | x)',
  lookAt:
    'The accuracy on validation. A classifier that is to judge others should be right nearly always, or its mistakes are counted as theirs.',
  source: 'Bishop 2006, section 4.3.4; Szegedy et al. 2016 (label smoothing)',
};

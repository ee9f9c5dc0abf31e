import type { Explanation } from '@/graph';
import type { pointnet } from './node';

export const explain: Explanation<typeof pointnet> = {
  more: 'A cloud is a set: its points have no order. So each point goes through the same small network by itself, and of each of its features only the largest over all points is kept, which no order changes. An MLP and an output that gives a score for each class under it tell clouds apart.',
  formula: 'f(x₁ … xₚ) = maxᵢ h(xᵢ)',
  lookAt: 'How well it does with fewer points: a feature needs one point that shows it.',
  source: 'Qi et al. 2017 (PointNet), eq. 1',
  params: {
    width: 'Of the hidden layers that each point goes through.',
    layers: 'Hidden layers, before the one that gives the features.',
    features: 'How many numbers a cloud becomes.',
  },
};

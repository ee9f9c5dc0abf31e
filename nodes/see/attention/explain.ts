import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'In attention every patch asks all others, and takes from each a share of what it knows. The bright places of a map are those that the chosen patch takes most from; all shares together are 1. Each head asks in a way of its own.',
  formula: 'share = softmax( q · k / √d )',
  lookAt:
    'Heads that look at neighbours, at the same colour, at the opposite side. Before training all maps are nearly even.',
  source: 'Vaswani et al. 2017; Dosovitskiy et al. 2021, appendix D.8',
};

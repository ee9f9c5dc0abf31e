import type { Explanation } from '@/graph';
import type { seeAttention } from './node';

export const explain: Explanation<typeof seeAttention> = {
  more: 'In attention every patch asks all others, and takes from each a share of what it knows. The bright places of a map are those that the chosen patch takes most from; all shares together are 1. Each head asks in a way of its own.',
  formula: 'share = softmax( q · k / √d )',
  lookAt:
    'Heads that look at neighbours, at the same colour, at the opposite side. Before training all maps are nearly even.',
  source: 'Vaswani et al. 2017; Dosovitskiy et al. 2021, appendix D.8',
  params: {
    block: 'Which block with attention, counted from where the image comes in.',
    head: 'One head, counted from 1. 0: all of them, side by side.',
    example: 'Which of the examples, counted from 1.',
    row: 'The patch that looks, counted from the top. Empty: the middle.',
    column: 'Counted from the left. Empty: the middle.',
    noise:
      'How noisy the example is made first, for models that take noise out. With little noise they look at details, with much at the whole.',
  },
  inputs: {
    model: 'One with attention in it: a DiT, a ViT encoder, “Image attention”.',
    examples: 'Like those that it was trained on; one of them is looked at.',
  },
  outputs: {
    maps: 'The average of all heads, then each head: shares, of which each map’s sum is 1.',
  },
};

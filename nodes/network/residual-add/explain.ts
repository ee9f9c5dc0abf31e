import type { Explanation } from '@/graph';
import type { residualAdd } from './node';

export const explain: Explanation<typeof residualAdd> = {
  more: 'Each part of a transformer only adds to a stream that runs through the whole network. Gradients flow back along this stream unhindered, which is why networks of a hundred layers can be trained at all.',
  formula: 'y = x + f(x)',
  lookAt: 'Both inputs have the same width, or they cannot be added.',
  source: 'He et al. 2015',
  inputs: {
    network: 'What went into the branch.',
    branch: 'What came out of it: attention, or feed-forward.',
  },
};

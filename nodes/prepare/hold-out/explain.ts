import type { Explanation } from '@/graph';
import type { holdOut } from './node';

export const explain: Explanation<typeof holdOut> = {
  more: 'Pictures put aside by chance are like those that were learned from: a model that only knows whole captions by heart may pass. Here every picture whose caption has all words of a combination is put aside. A model that then knows a red star, having seen red things and stars but never both at once, has learned what the words mean. Where examples have no captions, the names of their classes are read.',
  lookAt: 'Whether each word still comes up in training, in other company.',
  source: 'Lake & Baroni 2018; Thrush et al. 2022 (compositional tests)',
  params: {
    combinations:
      'With commas between. “red star” holds out whatever is a red star, small or large, one or three of them.',
  },
  outputs: { training: 'What the model may learn from.', unseen: 'What it is tested on.' },
};

import type { Explanation } from '@/graph';
import type { captionInput } from './node';

export const explain: Explanation<typeof captionInput> = {
  more: 'Captions are split into words, and the trainer learns which words there are. A word is a row of a table that is learned, and so is each place in the caption; what flows on is their sum, one vector for each word. “ViT block” lets words look at each other, “Mean of patches” sums them up.',
  formula: 'xᵢ = word(cᵢ) + place(i)',
  lookAt:
    'The sizes on the wire: as many rows as a caption has words at most. Empty places count as a word of their own.',
  source:
    'Radford et al. 2019 (a table of words and one of places); Radford et al. 2021 (a text encoder beside one of images)',
  params: {
    width: 'How many numbers a word becomes.',
    words:
      'How many different words the network can know. Those that come up most are learned, all others count as unknown.',
    length: 'What is beyond it in a longer caption is left out.',
  },
  inputs: { examples: 'With captions. Which words there are is learned when it is trained.' },
};

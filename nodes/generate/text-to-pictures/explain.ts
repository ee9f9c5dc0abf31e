import type { Explanation } from '@/graph';
import type { textToPictures } from './node';

export const explain: Explanation<typeof textToPictures> = {
  more: 'Signs between ⟦ and ⟧ are codes again, and the decoder of the VQ-VAE makes the picture that they stand for. What a model wrote may hold no picture, too few codes or a code that there is not: such texts are left out, and the log says how many they were.',
  lookAt:
    'Each row of true pictures above those that the model wrote. What it was given of them is the same; the rest it made up.',
  source: 'van den Oord et al. 2017; Ramesh et al. 2021; Chameleon Team 2024',
  inputs: {
    model: 'The one whose codes these are.',
    answers: 'What was given and what was written after it go together.',
    beside:
      'What really followed, as many as there are texts, in their order. Pictures get their classes, so that a classifier can judge.',
  },
};

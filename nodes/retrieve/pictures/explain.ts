import type { Explanation } from '@/graph';
import type { retrievePictures } from './node';

export const explain: Explanation<typeof retrievePictures> = {
  more: 'Words and pictures have places in one space; the pictures that lie nearest to the words are found, whatever they were filed under. Nothing has to be named beforehand: any words that the encoder knows can be asked for.',
  formula: 'score = cos(picture, words)',
  lookAt: 'How far the score falls from the first to the next: where all are alike, nothing really fits.',
  source: 'Radford et al. 2021; Karpathy & Fei-Fei 2015',
  params: {
    query: 'One caption a line. What is wired to “Queries” counts instead.',
    top: 'The best so many of each query.',
  },
  inputs: { examples: 'Those to search in. They need no captions.', queries: 'Each document is one query.' },
  outputs: { examples: 'The first of each query, with the query as its caption.' },
};

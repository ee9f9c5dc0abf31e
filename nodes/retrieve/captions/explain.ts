import type { Explanation } from '@/graph';
import type { retrieveCaptions } from './node';

export const explain: Explanation<typeof retrieveCaptions> = {
  more: 'For each picture the captions are found that lie nearest to it in the encoder’s space. It writes nothing of its own: it chooses. Where no words are connected, it chooses among all captions of the pictures that come in.',
  formula: 'score = cos(picture, words)',
  lookAt:
    'What the second and the third have in common with the first: what differs is what the encoder is less sure of.',
  source: 'Radford et al. 2021; Karpathy & Fei-Fei 2015',
  params: {
    limit: 'So many of the pictures, spread evenly over them, are looked at.',
    top: 'The best so many of each picture.',
  },
  inputs: { texts: 'A caption each. Instead of the captions of the pictures.' },
  outputs: { text: 'The nearest caption of each picture that was looked at, in their order.' },
};

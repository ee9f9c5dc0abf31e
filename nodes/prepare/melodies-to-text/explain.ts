import type { Explanation } from '@/graph';
import type { melodiesToText } from './node';

export const explain: Explanation<typeof melodiesToText> = {
  more: 'ABC writes a note as a letter: C, D, E up from the middle C, c an octave higher, C, an octave lower. A number says how many eighths it lasts, ^ and _ raise and lower it, z is a rest and | a bar line. “M:” is the metre and “K:” the key. A model that writes letters can write it, and every bar line tells whether it can count.',
  formula: 'M:3/4  K:G  →  G2A2B2|d4c2|…',
  lookAt: 'Find the same bars at the beginning of both halves of a melody.',
  source: 'The ABC standard 2.1 (Walshaw 2011); Sturm et al. 2016 (folk-rnn)',
  params: {
    aside: 'The last melodies are not learned from; their beginnings are given to the model to go on with.',
    bars: 'How much of them is given: 0 gives the metre and the key alone.',
  },
  inputs: { own: 'Melodies of yours for the model to go on with. Instead of those kept aside.' },
  outputs: {
    text: 'For a tokenizer: one document for each melody.',
    starts: 'For “Answer prompts”: the beginnings of those kept aside.',
  },
};

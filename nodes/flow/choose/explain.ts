import type { Explanation } from '@/graph';
import type { choose } from './node';

export const explain: Explanation<typeof choose> = {
  more: 'Each way is an input. What comes in at “When” is looked at first: the way with that name is taken, and only what leads to it runs. True takes the first of two ways and false the second, a number counts from 1, and what names no way takes the last.',
  lookAt: 'Which nodes before it ran: those of the other ways did not.',
  params: {
    cases: 'With commas between them; each becomes an input.',
    kind: 'All ways give the same.',
  },
  inputs: { when: 'Yes or no, a word, a number: what decides. A text that a model wrote will do.' },
};

import type { Explanation } from '@/graph';
import type { mixDocuments } from './node';

export const explain: Explanation<typeof mixDocuments> = {
  more: 'A model that is to know several things learns them side by side: what it learned first it would forget while it learns the next. So the documents of all sources are shuffled into one set. How much each source counts is decided here, by how often its documents are in it.',
  lookAt: 'The log: the share of the characters that each source has. A model gives its capacity to what is much.',
  source: 'Raffel et al. 2020 (T5, section 3.5.2: mixing); Reed et al. 2022 (Gato: sources by weight)',
  params: {
    sources: 'With commas between them; each becomes an input.',
    times: 'In the order of the sources: 2 takes each document twice, 0.5 every other one. Nothing: all once.',
    heldOut: 'The last of each source, before anything is taken twice: nothing of it is learned.',
  },
  outputs: { kept: 'Once each, for another “Encode”: what a model is measured on.' },
};

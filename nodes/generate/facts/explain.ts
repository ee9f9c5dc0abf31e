import type { Explanation } from '@/graph';
import type { readFacts } from './node';

export const explain: Explanation<typeof readFacts> = {
  more: 'One classifier tells of each word whether it belongs to a name, and of what type. Another tells of each two names of a text what holds between them. What it is sure enough of becomes a fact, with the text as its source. A fact that stands in several texts is there once, with all of them. Names are taken as they are written: “Merge entities” puts together what is spelt in two ways.',
  formula: 'p(r | a, b, text) ≥ sure',
  lookAt: 'Click an entity: under each fact stands the sentence that it was read from.',
  source: 'Zhou et al. 2005; Zhong & Chen 2021 (entities first, then relations)',
  params: { sure: 'Higher gives fewer facts, of which more are right.' },
  inputs: {
    text: 'A sentence or two each: longer documents are read sentence by sentence.',
    names: 'Trained on “Words” of “Facts as examples”.',
    relations: 'Trained on “Pairs of names” of “Facts as examples”.',
  },
};

import type { Explanation } from '@/graph';
import type { factsAsExamples } from './node';

export const explain: Explanation<typeof factsAsExamples> = {
  more: 'Reading facts is done in two looks. The first tells of each word whether it begins a name, goes on with one, or is no name, by the word, the three on both sides, their endings and capitals. The second tells of each two names of a text what holds between them, by the words around both, in which names stand as their types. A word becomes numbers by its hash, so no list of words is needed, and a name that was never seen is read by what stands around it.',
  formula: 'xᵢ = ± ½ by bit i of hash(word)',
  lookAt: 'How many pairs are “nothing”: a text with four names has six pairs, and mostly three facts at most.',
  source:
    'Ramshaw & Marcus 1995 (BIO); Weinberger et al. 2009 (feature hashing); Zhou et al. 2005 (features of relations)',
  inputs: {
    triples: 'A knowledge graph whose facts have sources. Names are found in the sources as they are written there.',
  },
  outputs: {
    words: 'A class for each type’s first words and for the others of its names, and one for no name.',
    pairs: 'A class for each relation in each direction, and one for nothing.',
  },
};

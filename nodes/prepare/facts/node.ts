import { defineNode, examples, port, triples, z } from '@/graph';
import { PAIR_FEATURES, TAG_FEATURES } from '../../common/extraction/features';
import { pairClasses, tagClasses } from '../../common/extraction/tags';

export const factsAsExamples = defineNode({
  type: 'prepare.facts',
  version: 1,
  phase: 'prepare',
  title: 'Facts as examples',
  summary:
    'Turns texts with their facts into what two classifiers learn from: which words are names, and what holds between two of them.',
  keywords: [
    'named entity recognition',
    'ner',
    'bio',
    'relation extraction',
    'triples',
    'tokens',
    'information extraction',
  ],
  inputs: { triples: port(triples, { title: 'Texts with facts' }) },
  outputs: {
    words: port(examples, { title: 'Words' }),
    pairs: port(examples, { title: 'Pairs of names' }),
  },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: ({ triples: given }) => {
    const known = given?.vocabulary;
    return {
      words: { exampleShape: [TAG_FEATURES], ...(known && { classes: tagClasses(known.types) }) },
      pairs: { exampleShape: [PAIR_FEATURES], ...(known && { classes: pairClasses(known.relations) }) },
    };
  },
  run: () => import('./run'),
});

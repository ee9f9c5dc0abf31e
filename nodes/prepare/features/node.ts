import { classifier, defineNode, examples, port, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';
import { requireKnown } from '../../common/judge-shape';

export const featuresOf = defineNode({
  type: 'prepare.features',
  version: 1,
  phase: 'prepare',
  computes: true,
  title: 'What a classifier sees',
  summary:
    'Writes each example down as the numbers that a classifier decides by: of a CLIP, its vectors of images, and of the texts that it compares them with.',
  keywords: ['features', 'embedding', 'clip', 'vector', 'encode', 'vit', 'representation', 'transfer', 'linear probe'],
  inputs: {
    classifier: port(classifier, { title: 'Classifier' }),
    examples: port(examples, { title: 'Examples' }),
  },
  outputs: { vectors: port(examples, { title: 'Vectors' }), classes: port(examples, { title: 'Class vectors' }) },
  params: z.object({}),
  explain: () => import('./explain'),
  extend: ({ classifier: judge, examples: given }, _params, around) => {
    requireKnown('classifier', judge, 'examples', given, around);
    return {
      vectors: { ...(given?.classes && { classes: given.classes }), ...captionsLike(given) },
      classes: { ...(judge?.classes && { classes: judge.classes }) },
    };
  },
  run: () => import('./run'),
});

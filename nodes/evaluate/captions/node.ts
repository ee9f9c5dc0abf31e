import { classifier, defineNode, examples, metrics, port, table, z } from '@/graph';
import { captionsLike } from '../../common/example-facts';
import { requireKnown } from '../../common/judge-shape';

/** Those of the built-in shapes; a test holds them to what is drawn. */
const ATTRIBUTES = [
  'colour: red, orange, yellow, green, blue, purple',
  'shape: circle, square, triangle, star, ring, cross',
  'size: small, large',
  'place: at the top left, at the top, at the top right, on the left, in the middle, on the right, at the bottom left, at the bottom, at the bottom right',
].join('\n');

export const evaluateCaptions = defineNode({
  type: 'evaluate.captions',
  version: 1,
  phase: 'evaluate',
  title: 'As the caption says',
  summary:
    'Lets classifiers look at pictures that were made from captions, and tells how often each thing that was asked for, such as the colour, is there.',
  keywords: ['text to image', 'attributes', 'prompt', 'alignment', 'compositional', 'judge', 'accuracy', 'geneval'],
  inputs: {
    examples: port(examples, { title: 'Pictures with captions' }),
    classifier: port(classifier, { title: 'Classifier' }),
    second: port(classifier, { title: 'Another classifier', optional: true }),
  },
  outputs: {
    metrics,
    table: port(table, { title: 'By caption' }),
    marked: port(examples, { title: 'With marks' }),
  },
  params: z.object({
    attributes: z.string().max(4_000).default(ATTRIBUTES).meta({
      label: 'What is asked for',
      control: 'textarea',
      placeholder: 'colour: red, green, blue',
    }),
  }),
  explain: () => import('./explain'),
  extend: ({ examples: given, classifier: judge, second }, _params, around) => {
    requireKnown('classifier', judge, 'examples', given, around);
    if (second) requireKnown('classifier', second, 'examples', given, around);
    return { marked: { ...(given?.exampleShape && { exampleShape: given.exampleShape }), ...captionsLike(given) } };
  },
  run: () => import('./run'),
});

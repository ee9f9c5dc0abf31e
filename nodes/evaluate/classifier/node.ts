import { classifier, defineNode, examples, metrics, port, table, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';

export const evaluateClassifier = defineNode({
  type: 'evaluate.classifier',
  version: 1,
  phase: 'evaluate',
  title: 'Examine classifier',
  summary:
    'Tells how often a classifier is right on a set of examples, what it mistakes for what, and whether it is as sure as it should be.',
  keywords: [
    'accuracy',
    'top-1',
    'top-5',
    'imagenet',
    'confusion matrix',
    'calibration',
    'ece',
    'reliability diagram',
    'shift',
    'test set',
  ],
  inputs: {
    classifier: port(classifier, { title: 'Classifier' }),
    examples: port(examples, { title: 'Examples' }),
    other: port(examples, { title: 'Other examples', optional: true }),
  },
  outputs: { metrics, confusion: port(table, { title: 'What for what' }) },
  params: z.object({
    limit: z.number().int().min(0).max(100_000).default(0).meta({ label: 'At most', unit: 'examples', advanced: true }),
    bins: z
      .number()
      .int()
      .min(2)
      .max(50)
      .default(15)
      .meta({ label: 'Steps of sureness', unit: 'steps', advanced: true }),
  }),
  explain: () => import('./explain'),
  extend: ({ classifier: judge, examples: given, other }, _params, around) => {
    requireKnown('classifier', judge, 'examples', given, around);
    requireKnown('classifier', judge, 'other', other, around);
    return {};
  },
  run: () => import('./run'),
});

import { classifier, defineNode, examples, metrics, port, table, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';
import { CORRUPTION_NAMES, CORRUPTION_TITLES, NO_IMAGES } from '../../prepare/corrupt/fields';

export const evaluateImageRobustness = defineNode({
  type: 'evaluate.image-robustness',
  version: 1,
  phase: 'evaluate',
  title: 'Robustness to damaged images',
  summary: 'Measures how much worse a classifier gets as images are more and more damaged, one kind of damage or all.',
  keywords: ['robustness', 'corruption', 'imagenet-c', 'severity', 'noise', 'blur', 'weather', 'jpeg', 'stress test'],
  inputs: { classifier: port(classifier, { title: 'Classifier' }), examples: port(examples, { title: 'Images' }) },
  outputs: { metrics, table: port(table, { title: 'By damage' }) },
  params: z.object({
    damage: z
      .enum(['all', ...CORRUPTION_NAMES])
      .default('all')
      .meta({ choices: { all: 'all, one after the other', ...CORRUPTION_TITLES } }),
    limit: z.number().int().min(2).max(10_000).default(200).meta({ label: 'At most', unit: 'images', scale: 'log' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ damage }) => (damage === 'all' ? 'all damages' : CORRUPTION_TITLES[damage]),
  extend: ({ classifier: judge, examples: given }, _params, around) => {
    if (given?.exampleShape && given.exampleShape.length !== 3) around.refuse('examples', NO_IMAGES);
    requireKnown('classifier', judge, 'examples', given, around);
    return {};
  },
  run: () => import('./run'),
});

import { classifier, defineNode, examples, metrics, network, port, z } from '@/graph';
import { likeThese } from '../../common/example-facts';
import { exampleTrainingFields } from '../common/example-fields';
import { requireOutput } from '../common/example-networks';

const { samples: _none, ...trainingFields } = exampleTrainingFields;

export const trainClassifier = defineNode({
  type: 'train.classifier',
  version: 1,
  phase: 'train',
  title: 'Train classifier',
  summary:
    'Teaches a network to tell the classes of examples apart. It can then judge what a generative model makes, and see what counts in it.',
  keywords: ['classification', 'recognise', 'labels', 'cross-entropy', 'accuracy', 'judge', 'features', 'digits'],
  inputs: {
    network: port(network, { title: 'Network' }),
    examples: port(examples, { title: 'Examples' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { classifier: port(classifier, { title: 'Classifier' }), metrics },
  params: z.object({
    smoothing: z.number().min(0).max(0.5).default(0).meta({
      label: 'Label smoothing',
      advanced: true,
    }),
    ...trainingFields,
    steps: trainingFields.steps.default(1_000),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} at a time`,
  extend: ({ network: wired, examples: given }, _params, around) => {
    requireOutput(wired, given, 'network', { gives: 'classes', takes: 'example', alone: true }, around);
    const told = wired?.network?.shape[1];
    if (given?.classes && typeof told === 'number' && wired?.network && given.classes.length !== told)
      around.refuse('network', {
        code: 'train.other-classes',
        title: `This network tells ${told} classes apart, and the examples have ${given.classes.length}.`,
        fix: 'Connect the same examples to the network’s “Output” and to the trainer.',
      });
    return {
      classifier: likeThese(given),
    };
  },
  run: () => import('./run'),
});

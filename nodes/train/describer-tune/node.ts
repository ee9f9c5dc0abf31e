import { defineNode, describer, examples, metrics, port, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';
import { describerFields } from '../describer/fields';

export const tuneDescriber = defineNode({
  type: 'train.describer-tune',
  version: 1,
  phase: 'train',
  title: 'Tune a model that describes',
  summary:
    'Teaches projector, language model and encoder together to describe pictures and to answer questions about them.',
  keywords: ['llava', 'visual instruction tuning', 'captioning', 'vqa', 'fine-tune', 'stage two', 'vision-language'],
  inputs: {
    describer: port(describer, { title: 'Describer' }),
    examples: port(examples, { title: 'Pictures' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { describer: port(describer, { title: 'Describer' }), metrics },
  params: z.object({
    encoderRate: z.number().min(0).max(1).default(0.5).meta({
      label: 'The encoder learns',
      unit: '× the rate',
    }),
    ...describerFields,
    steps: describerFields.steps.default(600),
    decaySteps: describerFields.decaySteps.default(600),
    evaluateEvery: describerFields.evaluateEvery.default(100),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} lines at a time`,
  extend: ({ describer: model, examples: given }, _params, around) => {
    requireKnown('describer', model, 'examples', given, around);
    return { describer: model ?? {} };
  },
  run: () => import('./run'),
});

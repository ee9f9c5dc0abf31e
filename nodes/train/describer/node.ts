import { classifier, defineNode, describer, examples, languageModel, metrics, port, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';
import { describerFields } from './fields';

export const trainDescriber = defineNode({
  type: 'train.describer',
  version: 1,
  phase: 'train',
  title: 'Tell a language model of pictures',
  summary:
    'Teaches a small network to turn what a classifier sees into tokens that a language model understands; both stay as they are.',
  keywords: [
    'llava',
    'projector',
    'perceiver resampler',
    'q-former',
    'flamingo',
    'captioning',
    'vqa',
    'vision-language',
    'prefix',
    'gated cross-attention',
    'alignment',
    'stage one',
  ],
  inputs: {
    classifier: port(classifier, { title: 'Classifier' }),
    model: port(languageModel, { title: 'Language model' }),
    examples: port(examples, { title: 'Pictures' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { describer: port(describer, { title: 'Describer' }), metrics },
  params: z.object({
    projector: z
      .enum(['cells', 'queries'])
      .default('cells')
      .meta({
        label: 'A picture becomes',
        choices: { cells: 'a token of each cell', queries: 'tokens that ask for what they need' },
      }),
    queries: z
      .number()
      .int()
      .min(1)
      .max(256)
      .default(8)
      .meta({
        label: 'Tokens that ask',
        unit: 'tokens',
        when: { param: 'projector', is: ['queries'] },
      }),
    reads: z
      .enum(['before', 'between'])
      .default('before')
      .meta({
        label: 'The language model sees it',
        choices: { before: 'before its words', between: 'between its blocks (gated cross-attention)' },
      }),
    hidden: z.number().int().min(0).max(4_096).default(128).meta({
      label: 'Width of the projector',
      unit: 'numbers',
      advanced: true,
    }),
    ...describerFields,
    steps: describerFields.steps.default(150),
    decaySteps: describerFields.decaySteps.default(150),
    evaluateEvery: describerFields.evaluateEvery.default(50),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} lines at a time`,
  extend: ({ classifier: sees, examples: given }, _params, around) => {
    requireKnown('classifier', sees, 'examples', given, around);
    return { describer: sees?.exampleShape ? { exampleShape: sees.exampleShape } : {} };
  },
  run: () => import('./run'),
});

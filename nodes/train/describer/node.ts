import { defineNode, describer, examples, jointEncoder, languageModel, metrics, port, z } from '@/graph';
import { requireKnown } from '../../common/judge-shape';
import { describerFields } from './fields';

export const trainDescriber = defineNode({
  type: 'train.describer',
  version: 1,
  phase: 'train',
  title: 'Tell a language model of pictures',
  summary:
    'Teaches a small network to turn what an encoder sees into tokens that a language model understands; encoder and language model stay as they are.',
  keywords: ['llava', 'projector', 'captioning', 'vqa', 'vision-language', 'prefix', 'alignment', 'stage one'],
  inputs: {
    encoder: port(jointEncoder, { title: 'Joint encoder' }),
    model: port(languageModel, { title: 'Language model' }),
    examples: port(examples, { title: 'Pictures' }),
    validation: port(examples, { title: 'Validation', optional: true }),
  },
  outputs: { describer: port(describer, { title: 'Describer' }), metrics },
  params: z.object({
    places: z.number().int().min(1).max(64).default(4).meta({ label: 'Tokens of a picture', unit: 'tokens' }),
    hidden: z.number().int().min(1).max(4_096).default(256).meta({
      label: 'Width of the projector',
      unit: 'numbers',
      scale: 'log',
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
  subtitle: ({ places, steps }) => `${places} tokens a picture · ${steps.toLocaleString('en')} steps`,
  extend: ({ encoder, examples: given }, _params, around) => {
    requireKnown('encoder', encoder, 'examples', given, around);
    return { describer: encoder?.exampleShape ? { exampleShape: encoder.exampleShape } : {} };
  },
  run: () => import('./run'),
});

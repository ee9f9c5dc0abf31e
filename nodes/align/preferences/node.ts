import { defineNode, languageModel, metrics, port, preferences, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { alignmentDetails, alignmentFields, pairFields } from '../common/training-fields';

export const alignPreferences = defineNode({
  type: 'align.preferences',
  version: 1,
  phase: 'align',
  title: 'Align with preferences',
  summary:
    'Teaches a model to prefer the answers that were preferred, straight from pairs, without a reward in between.',
  keywords: ['dpo', 'ipo', 'kto', 'orpo', 'direct preference optimisation', 'rlhf', 'fine-tune', 'pairs'],
  inputs: {
    model: port(languageModel, { title: 'Model', help: 'What it begins with, and does not stray far from.' }),
    preferences: port(preferences, { title: 'Preferences' }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    method: z
      .enum(['dpo', 'ipo', 'kto', 'orpo'])
      .default('dpo')
      .meta({
        control: 'segmented',
        choices: { dpo: 'DPO', ipo: 'IPO', kto: 'KTO', orpo: 'ORPO' },
        help: 'DPO is the usual one. IPO does not overdo sure pairs, KTO judges each answer by itself, ORPO needs no memory of the start.',
      }),
    ...alignmentFields,
    beta: z.number().min(0.001).max(10).default(0.1).meta({
      scale: 'log',
      help: 'How dear it is to stray from the start: small values let the model change more. In ORPO, how much pairs count beside the text itself.',
    }),
    smoothing: z
      .number()
      .min(0)
      .max(0.49)
      .default(0)
      .meta({
        label: 'Label smoothing',
        help: 'The share of pairs that are thought to be the wrong way round, so that mistakes of rankers do less harm.',
        when: { param: 'method', is: ['dpo'] },
        advanced: true,
      }),
    ...pairFields,
    ...alignmentDetails,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ method, steps, beta }) => `${method.toUpperCase()} · ${steps.toLocaleString('en')} steps · beta ${beta}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return model ? { model } : {};
  },
  run: () => import('./run'),
});

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
    model: port(languageModel, { title: 'Model' }),
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
      }),
    ...alignmentFields,
    beta: z.number().min(0.001).max(10).default(0.1).meta({
      scale: 'log',
    }),
    smoothing: z
      .number()
      .min(0)
      .max(0.49)
      .default(0)
      .meta({
        label: 'Label smoothing',
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

import { dataset, defineNode, languageModel, metrics, port, preferences, text, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { answerFields } from '../common/answer-fields';
import { ruleFields } from '../common/rule-fields';

export const rankByRule = defineNode({
  type: 'align.rank-by-rule',
  version: 1,
  phase: 'align',
  title: 'Simulated ranker',
  summary: 'Lets a model answer each prompt twice, and prefers the answer that your rule scores higher.',
  keywords: ['preferences', 'pairs', 'reward', 'rule', 'feedback', 'synthetic', 'label', 'rlhf'],
  inputs: {
    model: languageModel,
    prompts: port(dataset(text), {
      title: 'Prompts',
    }),
  },
  outputs: {
    preferences: port(preferences, { title: 'Preferences' }),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object({
    pairs: z.number().int().min(1).max(100_000).default(200).meta({
      unit: 'pairs',
      scale: 'log',
    }),
    ...answerFields,
    ...ruleFields,
    noise: z.number().min(0).max(0.5).default(0).meta({
      label: 'Mistakes',
      control: 'slider',
      step: 0.01,
    }),
    together: z.number().int().min(1).max(512).default(32).meta({
      label: 'Answers at once',
      scale: 'log',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ pairs, noise }) =>
    `${pairs.toLocaleString('en')} pairs${noise > 0 ? ` · ${Math.round(100 * noise)} % mistakes` : ''}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});

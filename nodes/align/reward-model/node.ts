import { defineNode, languageModel, metrics, port, preferences, rewardModel, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { alignmentDetails, alignmentFields, pairFields } from '../common/training-fields';

export const trainRewardModel = defineNode({
  type: 'align.reward-model',
  version: 1,
  phase: 'align',
  title: 'Train reward model',
  summary: 'Turns preferences into a judge that gives any answer a score: what training by rewards then aims at.',
  keywords: ['bradley-terry', 'rlhf', 'preference', 'judge', 'score', 'ranking', 'calibration'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    preferences: port(preferences, { title: 'Preferences' }),
  },
  outputs: { reward: port(rewardModel, { title: 'Reward model' }), metrics },
  params: z.object({
    ...alignmentFields,
    learningRate: alignmentFields.learningRate.default(3e-4),
    centre: z.number().min(0).max(1).default(0.01).meta({
      label: 'Centre scores',
      advanced: true,
    }),
    ...pairFields,
    ...alignmentDetails,
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ steps, batchSize }) => `${steps.toLocaleString('en')} steps · ${batchSize} pairs at a time`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});

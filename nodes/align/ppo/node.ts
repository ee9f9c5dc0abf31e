import { dataset, defineNode, languageModel, metrics, moleculeGoal, port, rewardModel, text, tokens, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { answerFields } from '../common/answer-fields';
import { ruleFields } from '../common/rule-fields';
import { alignmentDetails, alignmentFields } from '../common/training-fields';

const { temperature: _always1, ...answers } = answerFields;
const { steps: _counted, evaluateEvery: _looks, ...trainingFields } = alignmentFields;
const {
  evaluateBatches: _none,
  schedule: _same,
  decaySteps: _never,
  minimumLearningRate: _least,
  ...details
} = alignmentDetails;
const ppo = { param: 'method', is: ['ppo'] } as const;

export const alignPpo = defineNode({
  type: 'align.ppo',
  version: 1,
  phase: 'align',
  title: 'Align by rewards',
  summary:
    'Lets a model answer, has the answers rewarded, and makes those likelier that were worth more than expected.',
  keywords: ['ppo', 'grpo', 'rlhf', 'reinforcement learning', 'policy', 'gae', 'kl', 'reward'],
  inputs: {
    model: port(languageModel, { title: 'Model' }),
    prompts: port(dataset(text), {
      title: 'Prompts',
      optional: true,
    }),
    reward: port(rewardModel, { title: 'Reward model', optional: true }),
    goal: port(moleculeGoal, { title: 'Goal for molecules', optional: true }),
    plain: port(dataset(tokens), { title: 'Plain text', optional: true }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    method: z
      .enum(['ppo', 'grpo'])
      .default('ppo')
      .meta({
        control: 'segmented',
        choices: { ppo: 'PPO', grpo: 'GRPO' },
      }),
    rounds: z.number().int().min(1).max(100_000).default(30).meta({
      unit: 'rounds',
      scale: 'log',
    }),
    rollouts: z.number().int().min(2).max(4_096).default(64).meta({
      label: 'Answers a round',
      unit: 'answers',
      scale: 'log',
    }),
    group: z
      .number()
      .int()
      .min(2)
      .max(64)
      .default(8)
      .meta({
        label: 'Answers a prompt',
        when: { param: 'method', is: ['grpo'] },
      }),
    updates: z.number().int().min(1).max(100).default(8).meta({
      label: 'Updates a round',
    }),
    ...trainingFields,
    lookEvery: z.number().int().min(1).max(10_000).default(5).meta({
      label: 'Look every',
      unit: 'rounds',
    }),
    klWeight: z.number().min(0).max(10).default(0.05).meta({
      label: 'Straying costs',
    }),
    klTarget: z.number().min(0).max(1_000).default(0).meta({
      label: 'Hold straying at',
      unit: 'nats an answer',
      when: ppo,
      advanced: true,
    }),
    plainWeight: z.number().min(0).max(100).default(1).meta({
      label: 'Plain text counts',
    }),
    ...answers,
    ...ruleFields,
    heldOut: z.number().min(0).max(0.9).default(0.2).meta({
      label: 'Prompts put aside',
      control: 'slider',
      step: 0.05,
      advanced: true,
    }),
    clipRange: z.number().min(0.01).max(1).default(0.2).meta({
      label: 'Clip range',
      advanced: true,
    }),
    gamma: z.number().min(0).max(1).default(1).meta({ when: ppo, advanced: true }),
    lambda: z.number().min(0).max(1).default(0.95).meta({ when: ppo, advanced: true }),
    valueWeight: z.number().min(0).max(10).default(0.1).meta({
      label: 'Foretelling counts',
      when: ppo,
      advanced: true,
    }),
    entropyWeight: z.number().min(0).max(1).default(0).meta({
      label: 'Variety counts',
      advanced: true,
    }),
    ...details,
  }),
  seeded: true,
  continues: 'rounds',
  explain: () => import('./explain'),
  subtitle: ({ method, rounds, rollouts }) => `${method.toUpperCase()} · ${rounds} rounds of ${rollouts} answers`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return model ? { model } : {};
  },
  run: () => import('./run'),
});

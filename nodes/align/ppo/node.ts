import { dataset, defineNode, languageModel, metrics, port, rewardModel, text, z } from '@/graph';
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
    model: port(languageModel, { title: 'Model', help: 'What it begins with, and does not stray far from.' }),
    prompts: port(dataset(text), {
      title: 'Prompts',
      help: 'Each document is the beginning of what the model writes.',
    }),
    reward: port(rewardModel, { title: 'Reward model', optional: true, help: 'Instead of the rule below.' }),
  },
  outputs: { model: port(languageModel, { title: 'Model' }), metrics },
  params: z.object({
    method: z
      .enum(['ppo', 'grpo'])
      .default('ppo')
      .meta({
        control: 'segmented',
        choices: { ppo: 'PPO', grpo: 'GRPO' },
        help: 'PPO learns to foretell rewards, token by token. GRPO compares several answers to one prompt instead.',
      }),
    rounds: z.number().int().min(1).max(100_000).default(30).meta({
      unit: 'rounds',
      scale: 'log',
      help: 'How often new answers are written and learned from. Raise it later to go on.',
    }),
    rollouts: z.number().int().min(2).max(4_096).default(64).meta({
      label: 'Answers a round',
      unit: 'answers',
      scale: 'log',
      help: 'More make each round surer, and slower.',
    }),
    group: z
      .number()
      .int()
      .min(2)
      .max(64)
      .default(8)
      .meta({
        label: 'Answers a prompt',
        help: 'So many answers to one prompt are compared with each other.',
        when: { param: 'method', is: ['grpo'] },
      }),
    updates: z.number().int().min(1).max(100).default(8).meta({
      label: 'Updates a round',
      help: 'Steps that are learned from the same answers. Many make more of them, and let the policy run away from what wrote them.',
    }),
    ...trainingFields,
    lookEvery: z.number().int().min(1).max(10_000).default(5).meta({
      label: 'Look every',
      unit: 'rounds',
      help: 'How often prompts that were put aside are answered, and the work is kept.',
    }),
    klWeight: z.number().min(0).max(10).default(0.05).meta({
      label: 'Straying costs',
      help: 'Taken off the reward for each nat by which an answer has strayed from what the start would have written.',
    }),
    klTarget: z.number().min(0).max(1_000).default(0).meta({
      label: 'Hold straying at',
      unit: 'nats an answer',
      help: 'Makes straying dearer above this and cheaper below it. 0: the cost stays as it is.',
      when: ppo,
      advanced: true,
    }),
    ...answers,
    ...ruleFields,
    heldOut: z.number().min(0).max(0.9).default(0.2).meta({
      label: 'Prompts put aside',
      control: 'slider',
      step: 0.05,
      help: 'The share of prompts that is only looked at.',
      advanced: true,
    }),
    clipRange: z.number().min(0.01).max(1).default(0.2).meta({
      label: 'Clip range',
      help: 'How much likelier or unlikelier a token may become within a round, as a share.',
      advanced: true,
    }),
    gamma: z
      .number()
      .min(0)
      .max(1)
      .default(1)
      .meta({ help: 'How much later rewards count.', when: ppo, advanced: true }),
    lambda: z
      .number()
      .min(0)
      .max(1)
      .default(0.95)
      .meta({ help: '1 trusts what came, 0 what was foretold.', when: ppo, advanced: true }),
    valueWeight: z.number().min(0).max(10).default(0.1).meta({
      label: 'Foretelling counts',
      help: 'How much the error of foretold rewards counts.',
      when: ppo,
      advanced: true,
    }),
    entropyWeight: z.number().min(0).max(1).default(0).meta({
      label: 'Variety counts',
      help: 'A bonus for the entropy of what could come next, so that answers do not become all alike.',
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

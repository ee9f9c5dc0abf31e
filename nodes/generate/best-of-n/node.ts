import {
  answers,
  conversations,
  dataset,
  defineNode,
  languageModel,
  metrics,
  port,
  rewardModel,
  text,
  z,
} from '@/graph';
import { ruleFields } from '../../align/common/rule-fields';
import { ONLY_FILLS } from '../text/node';

export const bestOfN = defineNode({
  type: 'generate.best-of-n',
  version: 1,
  phase: 'generate',
  title: 'Best of n',
  summary:
    'Lets a model answer each prompt several times, and keeps the answer that a reward model or a rule likes best.',
  keywords: ['best-of-n', 'rejection sampling', 'rerank', 'reward', 'alignment', 'bon', 'verifier', 'inference'],
  inputs: {
    model: languageModel,
    prompts: port(dataset(text), { title: 'Prompts', optional: true }),
    conversations: port(conversations, { title: 'Conversations', optional: true }),
    reward: port(rewardModel, { title: 'Reward model', optional: true }),
  },
  outputs: { answers, report: port(metrics, { title: 'Report' }) },
  params: z.object({
    n: z.number().int().min(1).max(256).default(8).meta({ label: 'Answers a prompt', unit: 'answers', scale: 'log' }),
    limit: z.number().int().min(0).max(10_000).default(0).meta({ label: 'At most', unit: 'prompts' }),
    maxTokens: z.number().int().min(1).max(4_096).default(64).meta({ label: 'Length', unit: 'tokens' }),
    temperature: z.number().min(0.05).max(5).default(1).meta({ control: 'slider', step: 0.05 }),
    stop: z.string().max(2_000).default('\\n').meta({
      label: 'Stop at',
      control: 'textarea',
      placeholder: 'one per line',
    }),
    ...ruleFields,
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ n }) => `the best of ${n}`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});

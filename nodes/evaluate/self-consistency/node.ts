import { answers, defineNode, languageModel, metrics, port, table, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';
import { abstainingWords } from '../abstaining';

export const evaluateSelfConsistency = defineNode({
  type: 'evaluate.self-consistency',
  version: 1,
  phase: 'evaluate',
  title: 'Does it agree with itself?',
  summary: 'Asks a model the same again and again: what it makes up, it makes up differently each time.',
  keywords: ['hallucination', 'selfcheckgpt', 'self-consistency', 'abstention', 'selective', 'uncertainty', 'sampling'],
  inputs: { model: languageModel, answers: port(answers, { title: 'Answers' }) },
  outputs: { metrics, table: port(table, { title: 'Answer by answer' }) },
  params: z.object({
    samples: z.number().int().min(2).max(50).default(8).meta({ label: 'Ask again', unit: 'times' }),
    temperature: z.number().min(0.05).max(5).default(1).meta({ control: 'slider', step: 0.05 }),
    maxTokens: z.number().int().min(1).max(1_024).default(32).meta({ label: 'Length', unit: 'tokens' }),
    stop: z
      .string()
      .max(2_000)
      .default('\\n')
      .meta({ label: 'Stop at', control: 'textarea', placeholder: 'one per line' }),
    abstaining: abstainingWords,
    limit: z.number().int().min(1).max(10_000).default(100).meta({ label: 'At most', unit: 'answers', scale: 'log' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ samples }) => `${samples} times`,
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});

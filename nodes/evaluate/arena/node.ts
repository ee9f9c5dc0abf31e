import {
  answerPairs,
  defineNode,
  llm,
  MOST_DECISION_CHARACTERS,
  metrics,
  port,
  readDecisions,
  rewardModel,
  table,
  z,
} from '@/graph';

export const arena = defineNode({
  type: 'evaluate.arena',
  version: 1,
  phase: 'evaluate',
  title: 'Arena',
  summary:
    'Lets you, a judging model or a reward model say which answers are better, and rates the models that wrote them.',
  keywords: ['elo', 'bradley-terry', 'judge', 'leaderboard', 'win rate', 'llm as a judge', 'rating', 'blind', 'versus'],
  inputs: {
    pairs: port(answerPairs, { title: 'Pairs' }),
    judge: port(llm, { title: 'Judge', optional: true }),
    reward: port(rewardModel, { title: 'Reward model', optional: true }),
  },
  outputs: { metrics, table: port(table, { title: 'Ratings' }) },
  params: z.object({
    names: z.string().max(400).default('').meta({ placeholder: 'Before, After' }),
    decisions: z
      .string()
      .max(MOST_DECISION_CHARACTERS)
      .default('')
      .meta({ label: 'Your ranking, where no judge is connected', control: 'ranking' }),
    asked: z
      .string()
      .max(10_000)
      .default('Which answer is more helpful, more correct and clearer?')
      .meta({ label: 'What the judge is asked', control: 'textarea' }),
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(8)
      .default(4)
      .meta({ label: 'At once', unit: 'questions', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ decisions, names }) => {
    const { size } = readDecisions(decisions);
    return [names, size === 0 ? '' : `${size.toLocaleString('en')} decided by you`].filter(Boolean).join(' · ');
  },
  run: () => import('./run'),
});

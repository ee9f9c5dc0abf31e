import {
  answerPairs,
  defineNode,
  MOST_DECISION_CHARACTERS,
  metrics,
  port,
  preferences,
  readDecisions,
  z,
} from '@/graph';

export const rankByHand = defineNode({
  type: 'align.rank-by-hand',
  version: 1,
  phase: 'align',
  title: 'Rank by hand',
  summary: 'Shows you two answers at a time, and keeps which one you prefer.',
  keywords: ['preferences', 'human', 'feedback', 'blind', 'compare', 'label', 'rlhf', 'dpo'],
  inputs: { pairs: port(answerPairs, { title: 'Pairs' }) },
  outputs: {
    preferences: port(preferences, { title: 'Preferences' }),
    report: port(metrics, { title: 'Report' }),
  },
  params: z.object({
    decisions: z.string().max(MOST_DECISION_CHARACTERS).default('').meta({
      label: 'Your ranking',
      control: 'ranking',
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ decisions }) => {
    const { size } = readDecisions(decisions);
    return size === 0 ? 'nothing ranked yet' : `${size.toLocaleString('en')} decided`;
  },
  run: () => import('./run'),
});

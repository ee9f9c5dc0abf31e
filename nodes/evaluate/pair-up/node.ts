import { answerPairs, answers, defineNode, port, z } from '@/graph';

const model = (number: number) => port(answers, { title: `Model ${number}`, ...(number > 2 && { optional: true }) });

export const pairUp = defineNode({
  type: 'evaluate.pair-up',
  version: 1,
  phase: 'evaluate',
  title: 'Pair up answers',
  summary:
    'Puts what two to six models answered to the same prompts in pairs, blind, for somebody to say which is better.',
  keywords: ['arena', 'judge', 'compare', 'side by side', 'blind', 'versus', 'win rate'],
  inputs: {
    first: model(1),
    second: model(2),
    third: model(3),
    fourth: model(4),
    fifth: model(5),
    sixth: model(6),
  },
  outputs: { pairs: port(answerPairs, { title: 'Pairs' }) },
  params: z.object({
    most: z.number().int().min(1).max(20_000).default(200).meta({ label: 'At most', unit: 'pairs', scale: 'log' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ most }) => `at most ${most.toLocaleString('en')} pairs`,
  run: () => import('./run'),
});

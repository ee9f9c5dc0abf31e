import { answerPairs, answers, defineNode, port, z } from '@/graph';

const more = (number: number) => port(answers, { title: `Model ${number}`, optional: true });

export const pairUp = defineNode({
  type: 'evaluate.pair-up',
  version: 1,
  phase: 'evaluate',
  title: 'Pair up answers',
  summary:
    'Puts what two to six models answered to the same prompts in pairs, blind, for somebody to say which is better.',
  keywords: ['arena', 'judge', 'compare', 'side by side', 'blind', 'versus', 'win rate'],
  inputs: {
    first: port(answers, { title: 'Model 1' }),
    second: port(answers, { title: 'Model 2' }),
    third: more(3),
    fourth: more(4),
    fifth: more(5),
    sixth: more(6),
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

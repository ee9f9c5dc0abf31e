import { answers, dataset, defineNode, metrics, port, table, text, z } from '@/graph';
import { abstainingWords } from '../abstaining';

export const evaluateFacts = defineNode({
  type: 'evaluate.facts',
  version: 1,
  phase: 'evaluate',
  title: 'Does it make things up?',
  summary: 'Checks every claim of a model’s answers against all that is true in a closed world.',
  keywords: ['hallucination', 'truth', 'factuality', 'abstention', 'made up', 'grounded', 'honesty', 'claims'],
  inputs: {
    answers: port(answers, { title: 'Answers' }),
    world: port(table, { title: 'What is true' }),
    sources: port(dataset(text), { title: 'Sources', optional: true }),
  },
  outputs: { metrics },
  params: z.object({
    abstaining: abstainingWords,
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

import { answers, dataset, defineNode, metrics, port, table, text, z } from '@/graph';

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
    abstaining: z
      .string()
      .max(20_000)
      .default("do not know\ndon’t know\ndon't know\nnot known\nnobody knows\nno idea\ncannot say")
      .meta({
        label: 'Words of who does not know',
        control: 'words',
        placeholder: 'one per line',
      }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

import { dataset, defineNode, port, table, text, z } from '@/graph';

const share = (label: string, value: number) =>
  z.number().min(0).max(0.9).default(value).meta({ label, control: 'slider', step: 0.05 });

export const sourceClosedWorld = defineNode({
  type: 'source.closed-world',
  version: 1,
  phase: 'prepare',
  title: 'Closed world',
  summary:
    'Makes up people, places and things, tells about them, and asks questions whose every answer can be checked.',
  keywords: ['hallucination', 'facts', 'questions', 'truth', 'knowledge', 'synthetic', 'unanswerable', 'made up'],
  inputs: {},
  outputs: {
    text: dataset(text),
    questions: port(dataset(text), { title: 'Questions' }),
    world: port(table, { title: 'What is true' }),
  },
  params: z.object({
    people: z.number().int().min(2).max(2_000).default(40).meta({ scale: 'log' }),
    world: z.number().int().min(0).max(1_000_000).default(1).meta({ label: 'World number' }),
    copies: z.number().int().min(1).max(50).default(6).meta({ label: 'Documents on each' }),
    unknown: share('Cannot be answered', 0.2),
    solved: share('Told with their answers', 0.5),
    unanswered: z.boolean().default(true).meta({ label: 'Also that nobody knows' }),
    answers: z
      .enum(['sentence', 'value'])
      .default('sentence')
      .meta({
        label: 'An answer is',
        control: 'segmented',
        choices: { sentence: 'a sentence', value: 'a word or two' },
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ people, world }) => `${people.toLocaleString('en')} people · world ${world}`,
  run: () => import('./run'),
});

import { dataset, defineNode, port, text, z } from '@/graph';

export const beginnings = defineNode({
  type: 'prepare.beginnings',
  version: 1,
  phase: 'prepare',
  title: 'Beginnings',
  summary:
    'Cuts documents behind their first words, so that a model can go on with them and be compared with the rest.',
  keywords: ['prompts', 'prefix', 'continue', 'references', 'cut', 'first words', 'held out'],
  inputs: { text: dataset(text) },
  outputs: {
    starts: port(dataset(text), { title: 'Beginnings' }),
    rests: port(dataset(text), { title: 'What followed' }),
  },
  params: z.object({
    words: z.number().int().min(1).max(10_000).default(4).meta({ label: 'Given', unit: 'words' }),
    count: z.number().int().min(0).max(100_000).default(20).meta({ label: 'At most', unit: 'documents' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ words }) => `the first ${words === 1 ? 'word' : `${words} words`}`,
  run: () => import('./run'),
});

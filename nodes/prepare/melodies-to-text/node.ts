import { dataset, defineNode, melodies, port, text, z } from '@/graph';

export const melodiesToText = defineNode({
  type: 'prepare.melodies-to-text',
  version: 1,
  phase: 'prepare',
  title: 'Melodies to text',
  summary: 'Writes melodies down in ABC, a document each, and keeps the beginnings of some aside to be gone on with.',
  keywords: ['abc', 'music', 'notation', 'symbolic', 'encode', 'prompts', 'beginnings'],
  inputs: { melodies, own: port(melodies, { title: 'Your own', optional: true }) },
  outputs: {
    text: dataset(text),
    starts: port(dataset(text), { title: 'Beginnings' }),
  },
  params: z.object({
    aside: z.number().int().min(0).max(2_000).default(20).meta({ label: 'Kept aside', unit: 'melodies' }),
    bars: z.number().int().min(0).max(64).default(2).meta({ label: 'Bars of a beginning', unit: 'bars' }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

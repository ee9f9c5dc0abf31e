import { dataset, defineNode, metrics, port, text, z } from '@/graph';

export const evaluateGeneration = defineNode({
  type: 'evaluate.generation',
  version: 1,
  phase: 'evaluate',
  title: 'Score written text',
  summary: 'Tells how varied a written text is, how much it repeats itself, and what it copied from its training text.',
  keywords: ['distinct-n', 'diversity', 'repetition', 'memorisation', 'copy', 'plagiarism', 'quality'],
  inputs: {
    text: port(text, { title: 'Written text' }),
    reference: port(dataset(text), {
      title: 'Training text',
      optional: true,
    }),
  },
  outputs: { metrics },
  params: z.object({
    maximumN: z.number().int().min(1).max(8).default(4).meta({
      label: 'Word sequences up to',
      unit: 'words',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

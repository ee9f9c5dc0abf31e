import { defineNode, melodies, metrics, port, z } from '@/graph';

export const evaluateMelodies = defineNode({
  type: 'evaluate.melodies',
  version: 1,
  phase: 'evaluate',
  title: 'Judge melodies',
  summary:
    'Counts how many melodies stay in their key, fill their bars and close, how they differ from real ones, and which are copies.',
  keywords: ['music', 'key', 'tonic', 'interval', 'novelty', 'copy', 'plagiarism', 'metre', 'score'],
  inputs: {
    melodies,
    real: port(melodies, { title: 'Real ones', optional: true }),
  },
  outputs: { metrics },
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

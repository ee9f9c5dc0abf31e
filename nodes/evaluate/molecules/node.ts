import { defineNode, metrics, moleculeGoal, molecules, port, z } from '@/graph';

export const evaluateMolecules = defineNode({
  type: 'evaluate.molecules',
  version: 1,
  phase: 'evaluate',
  title: 'Compare molecules',
  summary:
    'Counts how many written molecules are possible, different and new, and measures how their properties lie to those that were learned from.',
  keywords: ['valid', 'unique', 'novel', 'guacamol', 'moses', 'chemistry', 'property', 'wasserstein', 'score'],
  inputs: {
    made: port(molecules, { title: 'Made' }),
    training: port(molecules, { title: 'Training' }),
    goal: port(moleculeGoal, { title: 'Goal', optional: true }),
  },
  outputs: { metrics },
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});

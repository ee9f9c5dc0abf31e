import { defineNode, metrics, port, trajectories, z } from '@/graph';

export const evaluateRollOut = defineNode({
  type: 'evaluate.roll-out',
  version: 1,
  phase: 'evaluate',
  title: 'Measure roll-outs',
  summary: 'Tells how far foretold runs are from the true ones, step by step, and whether they gain or lose energy.',
  keywords: ['rollout error', 'energy drift', 'simulation', 'surrogate', 'accuracy', 'long term', 'digital twin'],
  inputs: { trajectories: port(trajectories, { title: 'True and foretold' }) },
  outputs: { metrics },
  params: z.object({
    after: z.number().int().min(1).max(20_000).default(500).meta({ label: 'After', unit: 'steps', scale: 'log' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ after }) => `after ${after.toLocaleString('en')} steps`,
  run: () => import('./run'),
});

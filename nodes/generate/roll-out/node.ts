import { defineNode, port, surrogate, trajectories, z } from '@/graph';

export const generateRollOut = defineNode({
  type: 'generate.roll-out',
  version: 1,
  phase: 'generate',
  title: 'Roll out',
  summary: 'Lets a surrogate go by itself from where runs begin, beside what really happened.',
  keywords: ['rollout', 'predict', 'forecast', 'simulate', 'emulator', 'dynamics', 'long term'],
  inputs: { surrogate, trajectories: port(trajectories, { title: 'Runs' }) },
  outputs: { trajectories: port(trajectories, { title: 'True and foretold' }) },
  params: z.object({
    steps: z.number().int().min(1).max(20_000).default(500).meta({ unit: 'steps', scale: 'log' }),
    most: z.number().int().min(1).max(500).default(20).meta({ label: 'Runs at most', unit: 'runs', scale: 'log' }),
  }),
  computes: true,
  explain: () => import('./explain'),
  subtitle: ({ steps }) => `${steps.toLocaleString('en')} steps`,
  run: () => import('./run'),
});

import { defineNode, episodes, metrics, policy, port, table, world, z } from '@/graph';

export const worldPlay = defineNode({
  type: 'world.play',
  version: 1,
  phase: 'evaluate',
  title: 'Play episodes',
  summary: 'Lets policies act in the same episodes of a world, and tells how near each comes to the best possible.',
  keywords: [
    'evaluate',
    'policy',
    'greedy',
    'optimal',
    'random',
    'baseline',
    'return',
    'episode',
    'recording',
    'agent',
  ],
  inputs: {
    world: port(world, { title: 'World' }),
    policy: port(policy, { title: 'Policy', optional: true }),
    agent: port(episodes, { title: 'Agent', optional: true }),
  },
  outputs: { table: port(table, { title: 'Returns' }), metrics, episodes: port(episodes, { title: 'Recording' }) },
  params: z.object({
    count: z.number().int().min(1).max(500).default(20).meta({ label: 'Episodes', unit: 'episodes', scale: 'log' }),
    optimal: z.boolean().default(true).meta({ label: 'Find the best possible' }),
    recorded: z.number().int().min(1).max(10).default(1).meta({ label: 'Recorded', unit: 'episodes', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count }) => `${count.toLocaleString('en')} episodes`,
  run: () => import('./run'),
});

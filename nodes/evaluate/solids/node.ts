import { defineNode, meshes, metrics, port, z } from '@/graph';

export const evaluateSolids = defineNode({
  type: 'evaluate.solids',
  version: 1,
  phase: 'evaluate',
  title: 'Compare solids',
  summary: 'Measures how near the surfaces of made solids come to given ones: each to its own, or set against set.',
  keywords: [
    'chamfer',
    'f-score',
    'coverage',
    'minimum matching distance',
    'mmd',
    '3d',
    'mesh',
    'point cloud',
    'reconstruction',
  ],
  inputs: {
    made: port(meshes, { title: 'Made' }),
    real: port(meshes, { title: 'Real' }),
  },
  outputs: { metrics },
  params: z.object({
    compare: z
      .enum(['sets', 'pairs'])
      .default('sets')
      .meta({
        label: 'Compare',
        choices: { sets: 'set against set', pairs: 'each to the one it copies' },
      }),
    points: z
      .number()
      .int()
      .min(64)
      .max(2_048)
      .default(512)
      .meta({ label: 'Points of each', unit: 'points', scale: 'log' }),
    reach: z.number().min(0.001).max(1).default(0.1).meta({ label: 'Found within', scale: 'log' }),
    most: z.number().int().min(2).max(400).default(80).meta({
      label: 'Solids of a set',
      unit: 'solids',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ compare, points }) =>
    `${compare === 'sets' ? 'set against set' : 'pair by pair'} · ${points} points each`,
  run: () => import('./run'),
});

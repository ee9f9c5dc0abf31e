import { defineNode, examples, meshes, port, z } from '@/graph';
import { sameSolids } from '../../common/solid-facts';

export const surfacePoints = defineNode({
  type: 'prepare.surface-points',
  version: 1,
  phase: 'prepare',
  title: 'Points on solids',
  summary: 'Spreads points evenly over the surface of each solid, as a scanner would see it.',
  keywords: ['point cloud', 'sample', 'surface', 'scan', 'lidar', '3d', 'mesh', 'pointnet'],
  inputs: { meshes: port(meshes, { title: 'Meshes' }) },
  outputs: { examples: port(examples, { title: 'Clouds' }) },
  params: z.object({
    points: z
      .number()
      .int()
      .min(32)
      .max(4_096)
      .default(256)
      .meta({ label: 'Points of each', unit: 'points', scale: 'log' }),
    noise: z.number().min(0).max(0.2).default(0).meta({ label: 'Off the surface by', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ points }) => `${points.toLocaleString('en')} points each`,
  extend: ({ meshes: given }, { points }) => ({ examples: { exampleShape: [points, 3], ...sameSolids(given) } }),
  run: () => import('./run'),
});

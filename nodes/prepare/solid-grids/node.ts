import { defineNode, examples, meshes, port, z } from '@/graph';
import { sameSolids } from '../../common/solid-facts';

export const solidGrids = defineNode({
  type: 'prepare.solid-grids',
  version: 1,
  phase: 'prepare',
  title: 'Solids as grids',
  summary:
    'Tells of each solid how far its surface is from every cell of a cube, or which cells it fills: numbers that a network can learn from.',
  keywords: ['voxel', 'voxelise', 'sdf', 'signed distance', 'tsdf', 'occupancy', '3d', 'mesh', 'implicit surface'],
  inputs: { meshes: port(meshes, { title: 'Meshes' }) },
  outputs: { examples: port(examples, { title: 'Grids' }) },
  params: z.object({
    tells: z
      .enum(['distance', 'cells'])
      .default('distance')
      .meta({
        label: 'Each number tells',
        choices: { distance: 'how far the surface is', cells: 'whether the cell is inside' },
      }),
    side: z.number().int().min(8).max(48).default(20).meta({ label: 'Cells each way', unit: 'cells' }),
    reach: z
      .number()
      .min(0.5)
      .max(16)
      .default(2)
      .meta({
        label: 'Distances up to',
        unit: 'cells',
        when: { param: 'tells', is: ['distance'] },
        advanced: true,
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ tells, side }) => `${side} × ${side} × ${side} ${tells === 'distance' ? 'distances' : 'cells'}`,
  extend: ({ meshes: given }, { side }) => ({
    examples: { exampleShape: [side, side, side, 1], ...sameSolids(given) },
  }),
  run: () => import('./run'),
});

import { defineNode, examples, meshes, port, z } from '@/graph';
import { requireGrid, sameSolids } from '../../common/solid-facts';

export const solidMeshes = defineNode({
  type: 'generate.solid-meshes',
  version: 1,
  phase: 'generate',
  title: 'Grids to meshes',
  summary: 'Finds the surface in each grid, as a closed mesh that other programs open.',
  keywords: ['marching cubes', 'isosurface', 'mesh', 'voxel', 'sdf', '3d', 'glb', 'print', 'export'],
  inputs: { examples: port(examples, { title: 'Grids' }) },
  outputs: { meshes: port(meshes, { title: 'Meshes' }) },
  params: z.object({
    level: z.number().min(0.01).max(0.99).default(0.5).meta({ label: 'Inside above', control: 'slider', step: 0.01 }),
    crumbs: z.boolean().default(true).meta({ label: 'Leave out crumbs', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ level }) => `surface at ${level}`,
  extend: ({ examples: given }, _params, around) => {
    requireGrid('examples', given, around);
    return { meshes: sameSolids(given) };
  },
  run: () => import('./run'),
});

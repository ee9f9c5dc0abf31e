import { defineNode, implicitSurface, meshes, port, z } from '@/graph';

export const surfaceMeshes = defineNode({
  type: 'generate.surface-meshes',
  version: 1,
  phase: 'generate',
  title: 'Learned surface to meshes',
  summary: 'Asks a network that knows a surface at every point of a grid, as fine as you like, and makes meshes of it.',
  keywords: ['marching cubes', 'isosurface', 'implicit', 'sdf', 'resolution', 'neural field', '3d', 'glb'],
  inputs: { surface: port(implicitSurface, { title: 'Learned surface' }) },
  outputs: { meshes: port(meshes, { title: 'Meshes' }) },
  params: z.object({
    side: z.number().int().min(8).max(128).default(64).meta({ label: 'Cells each way', unit: 'cells' }),
    crumbs: z.boolean().default(true).meta({ label: 'Leave out crumbs', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ side }) => `${side} × ${side} × ${side} places`,
  run: () => import('./run'),
});

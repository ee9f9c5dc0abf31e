import { defineNode, examples, formatShape, isCloud, port, z } from '@/graph';
import { sameSolids } from '../../common/solid-facts';

export const cloudGrids = defineNode({
  type: 'prepare.cloud-grids',
  version: 1,
  phase: 'prepare',
  title: 'Clouds as grids',
  summary:
    'Finds the solid that the points of each cloud lie on, and tells how far its surface is from every cell of a cube. “Grids to meshes” makes meshes of that.',
  keywords: ['point cloud', 'scan', 'lidar', 'surface reconstruction', 'alpha shape', 'sdf', 'mesh', '3d', 'voxel'],
  inputs: { examples: port(examples, { title: 'Clouds' }) },
  outputs: { examples: port(examples, { title: 'Grids' }) },
  params: z.object({
    side: z.number().int().min(8).max(48).default(32).meta({ label: 'Cells each way', unit: 'cells' }),
    closes: z
      .number()
      .min(1)
      .max(8)
      .default(3.5)
      .meta({ label: 'Skin around points', unit: '× their distance', control: 'slider', step: 0.1 }),
    reach: z.number().min(0.5).max(16).default(2).meta({ label: 'Distances up to', unit: 'cells', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ side, closes }) => `${side} × ${side} × ${side} distances · skin ${closes} ×`,
  extend: ({ examples: given }, { side }, { refuse }) => {
    const shape = given?.exampleShape;
    if (shape?.every((size) => typeof size === 'number') && !isCloud(shape))
      refuse('examples', {
        code: 'solids.no-cloud',
        title: `These examples have the shape ${formatShape(shape)}, and a cloud has three numbers of each of at least 32 points, such as [256, 3].`,
        fix: 'Connect what “Points on solids” gives, or clouds that a model made.',
      });
    return { examples: { exampleShape: [side, side, side, 1], ...sameSolids(given) } };
  },
  run: () => import('./run'),
});

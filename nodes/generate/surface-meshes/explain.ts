import type { Explanation } from '@/graph';
import type { surfaceMeshes } from './node';

export const explain: Explanation<typeof surfaceMeshes> = {
  more: 'The network tells how far the surface is from the middle of each cell of the cube; marching cubes lays triangles where that passes 0. The same network gives a coarse mesh or a fine one, without learning anew.',
  lookAt:
    'The same surface with 16 and with 96 cells: what gets sharper was known all along, what stays round the network never learned.',
  formula: 'mesh = marching cubes of { x : f(x) = 0 }',
  source: 'Park et al. 2019 (DeepSDF); Lorensen & Cline 1987',
  params: {
    side: 'Twice as many are eight times the questions to the network.',
    crumbs: 'Of each solid only pieces are kept that have at least a twentieth of the volume of the largest.',
  },
};

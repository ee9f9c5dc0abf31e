import type { Explanation } from '@/graph';
import type { solidMeshes } from './node';

export const explain: Explanation<typeof solidMeshes> = {
  more: 'Marching cubes looks at every eight neighbouring cells, decides which corners are inside, and lays triangles between those and the others, where the numbers pass ½. The surface is closed, also at the edge of the cube, so it can be printed. “Save as file” gives a GLB, which Blender, Windows, macOS and three.js open.',
  lookAt:
    'Holes and crumbs: thin parts that the model was not sure of. Turn “Inside above” down a little to thicken them.',
  formula: 't = (½ − a) / (b − a) along each edge from a to b',
  source: 'Lorensen & Cline 1987',
  params: {
    level: 'Less makes solids thicker, more makes them thinner.',
    crumbs: 'Of each solid only pieces are kept that have at least a twentieth of the volume of the largest.',
  },
};

import type { Explanation } from '@/graph';
import type { solidGrids } from './node';

export const explain: Explanation<typeof solidGrids> = {
  more: 'The cube from −1 to 1 is cut into equal cells. Each holds one number from 0 to 1: above ½ its middle is inside the solid, below it outside. A truncated signed distance says besides how far away the surface is, as far as a few cells, so the surface can later be found between cells; plain cells (voxels) cannot say that. A grid is an example of the shape [cells, cells, cells, 1], by z, y and x, y up, and every trainer of examples takes it.',
  formula: 'value = clamp(½ − d / 2τ, 0, 1)',
  lookAt:
    'The cells that are inside. Where walls, legs and handles are thinner than a cell they get holes: use more cells.',
  source: 'Curless & Levoy 1996 (truncated signed distance); Nooruddin & Turk 2003 (inside, of meshes with holes)',
  params: {
    side: 'Twice as many make eight times the numbers, and a network so much larger.',
    reach: 'τ: what is further away counts as this far. Less is sharper and harder to learn.',
  },
};

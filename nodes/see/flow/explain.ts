import type { Explanation } from '@/graph';
import type { seeFlow } from './node';

export const explain: Explanation<typeof seeFlow> = {
  more: 'A flow is a bending of space. The grid is straight in the latent space, where points are drawn from a normal distribution, and the picture shows where its lines come to lie among the examples. The other way round, the examples become codes, which look like plain noise if the flow has learned them well. Of images, the grid is what lies between the codes of four of them: one turns into another.',
  formula: 'grid: x = f⁻¹(z)      codes: z = f(x)',
  lookAt:
    'Where lines are close together, the flow expects many examples. Two clusters stay joined by a thread of stretched grid: what is whole before bending is whole after it. Codes with holes or corners tell what was not learned.',
  source: 'Dinh et al. 2017, figure 1',
  params: {
    lines: 'Lines of the grid each way, or images each way.',
    reach: 'How far from its middle a grid of points reaches. Two deviations hold nearly all of what a flow makes.',
  },
  inputs: {
    model: 'One that “Train flow” made.',
  },
  outputs: {
    grid: 'The points of a straight grid, where the flow puts them; of images, what lies between four of them.',
    codes: 'Where each example lies in the latent space.',
  },
};

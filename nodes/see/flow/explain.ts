import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A flow is a bending of space. The grid is straight in the latent space, where points are drawn from a normal distribution, and the picture shows where its lines come to lie among the examples. The other way round, the examples become codes, which look like plain noise if the flow has learned them well. Of images, the grid is what lies between the codes of four of them: one turns into another.',
  formula: 'grid: x = f⁻¹(z)      codes: z = f(x)',
  lookAt:
    'Where lines are close together, the flow expects many examples. Two clusters stay joined by a thread of stretched grid: what is whole before bending is whole after it. Codes with holes or corners tell what was not learned.',
  source: 'Dinh et al. 2017, figure 1',
};

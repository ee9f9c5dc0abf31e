import type { Explanation } from '@/graph';
import type { surfacePoints } from './node';

export const explain: Explanation<typeof surfacePoints> = {
  more: 'Each triangle gets points by its share of the area, at places drawn by chance. A cloud is an example of the shape [points, 3], x, y and z of each point, y up; the order of its points means nothing. “PointNet” under an example input reads clouds whatever their order, so that a classifier can tell them apart.',
  formula: 'p = (1 − √u) a + √u (1 − v) b + √u v c',
  lookAt: 'Whether the solid can still be made out: with few points thin parts are lost.',
  source: 'Osada et al. 2002 (shape distributions), eq. 1',
  params: {
    noise: 'The deviation of a scanner’s mistakes, in the units of the cube from −1 to 1.',
  },
};

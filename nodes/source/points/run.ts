import type { Examples, Run } from '@/graph';
import {
  checkerboard,
  gridOfGaussians,
  type Mixture,
  pinwheel,
  pointsFromDrawing,
  ringOfGaussians,
  rings,
  spiral,
  swissRoll,
  twoMoons,
} from '@/ml/data/points';
import { pointsFromFile } from './file';
import type { sourcePoints } from './node';

export const run: Run<typeof sourcePoints> = async (_inputs, params, context) => {
  const { shape, count, spread, drawing } = params;
  const options = { count, seed: context.seed };
  switch (shape) {
    case 'eight-gaussians':
      return { examples: mixture(ringOfGaussians({ ...options, sigma: 0.1 * spread })) };
    case 'grid':
      return { examples: mixture(gridOfGaussians({ ...options, sigma: 0.05 * spread })) };
    case 'two-moons':
      return { examples: twoMoons({ ...options, noise: 0.08 * spread }) };
    case 'swiss-roll':
      return { examples: swissRoll({ ...options, noise: 0.05 * spread }) };
    case 'rings':
      return { examples: rings({ ...options, noise: 0.06 * spread }) };
    case 'spiral':
      return { examples: spiral({ ...options, noise: 0.05 * spread }) };
    case 'checkerboard':
      return { examples: checkerboard(options) };
    case 'pinwheel':
      return { examples: pinwheel(options) };
    case 'drawing':
      return { examples: pointsFromDrawing(drawing, { ...options, jitter: 0.04 * spread }) };
    case 'file':
      return { examples: await pointsFromFile(params, context) };
  }
};

const mixture = ({ points, modes }: Mixture): Examples => ({
  ...points,
  modes: { centres: modes.centres, deviation: modes.sigma },
});

import type { Explanation } from '@/graph';
import type { sourcePoints } from './node';

export const explain: Explanation<typeof sourcePoints> = {
  more: 'Real data has thousands of dimensions and cannot be looked at. Points have two, and all that a generative model does with its data, finding clusters, missing some, blurring edges, can be watched on them.',
  lookAt: 'The same shape after the model: what is missing, and what stands where nothing was.',
  source: 'Metz et al. 2017 (ring of Gaussians); Grathwohl et al. 2019 (toy densities)',
  params: {
    shape: 'Clusters show whether a model finds all of them; curves and boards show how sharp it can be.',
    drawing: 'Draw with the mouse or a finger. Each line is a class of its own.',
    file: 'A table whose first row names its columns. It stays on your device.',
    x: 'The heading of the column that says how far right each point lies.',
    y: 'The heading of the column that says how far up each point lies.',
    label: 'The heading of the column that says which class each point has. Empty: none.',
    count: 'A few thousand are enough to learn such a shape well.',
    spread: 'How far points stray from the shape.',
  },
};

import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Real data has thousands of dimensions and cannot be looked at. Points have two, and all that a generative model does with its data, finding clusters, missing some, blurring edges, can be watched on them.',
  lookAt: 'The same shape after the model: what is missing, and what stands where nothing was.',
  source: 'Metz et al. 2017 (ring of Gaussians); Grathwohl et al. 2019 (toy densities)',
};

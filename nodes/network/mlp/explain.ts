import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Every layer multiplies its input by a learned matrix, adds a learned vector and bends the result. Where the input node tells the noise or the class, each layer is told too.',
  formula: 'h ← h + σ(W h + b + time + class)',
  lookAt:
    'Its width against the data: 128 is plenty for points, and thousands would be needed for images, where convolutions do better.',
  source: 'Rumelhart et al. 1986; He et al. 2015 (residual)',
};

import type { Explanation } from '@/graph';
import type { mlp } from './node';

export const explain: Explanation<typeof mlp> = {
  more: 'Every layer multiplies its input by a learned matrix, adds a learned vector and bends the result. Where the input node tells the noise, the class or the caption, each layer is told too.',
  formula: 'h ← h + σ(W h + b + time + class + caption)',
  lookAt:
    'Its width against the data: 128 is plenty for points, and thousands would be needed for images, where convolutions do better.',
  source: 'Rumelhart et al. 1986; He et al. 2015 (residual)',
  params: {
    width: 'How many numbers each layer works with. Twice the width is about four times the work.',
    layers: 'Dense layers, each with an activation after it.',
    activation:
      'The bend between layers, without which many layers are no more than one. Smooth ones suit denoisers, leaky ReLU suits critics.',
    residual: 'Each layer after the first adds to what came in, which keeps deep networks trainable.',
  },
};

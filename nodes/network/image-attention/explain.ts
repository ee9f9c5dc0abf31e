import type { Explanation } from '@/graph';
import { imageNormHelp } from '../helps';
import type { imageAttention } from './node';

export const explain: Explanation<typeof imageAttention> = {
  more: 'A convolution knows its neighbours only. Here each place asks all others and takes from those that answer, so that two wheels of a car can agree. What comes of it is added with a weight γ that begins at 0: at first the block does nothing.',
  formula: 'x ← x + γ · attention(norm(x))',
  lookAt:
    'The number of places, height × width: the cost grows with its square, so put it where the image is small, at 16 × 16 or below.',
  source: 'Wang et al. 2018 (non-local networks); Zhang et al. 2019 (SAGAN)',
  params: {
    heads: 'How many places each place can look at, each in its own way. The channels must divide by it.',
    norm: imageNormHelp,
    gain: 'What it finds is added with a learned weight that begins at 0, so that a network first learns from what is near. Off: it counts in full from the beginning, as in a U-Net.',
  },
};

import type { Explanation } from '@/graph';
import type { quantiseModel } from './node';

export const explain: Explanation<typeof quantiseModel> = {
  more: 'A trained weight has 32 bits, most of which say little. Here each matrix becomes whole numbers of 8 or 4 bits, and for each group of them one scale that they are multiplied by. The model that comes out takes a quarter or an eighth of the space where it is stored, and can be used as any other: it writes, is measured, takes adapters and is saved for other tools. On WebAssembly, with one scale per channel, it writes with its codes as they are, in a byte for each number; otherwise, and for all else, its numbers are worked out again. Nothing is learned, so it takes a moment. Biases and norms stay as they are: they are few, and matter much.',
  formula: 'scale = max |w| / (2^(bits − 1) − 1);   code = round(w / scale);   error = √(∑ (w − scale · code)² / ∑ w²)',
  lookAt:
    'The error of each layer, and whether one stands out. Then measure both models on unseen text with “Compare size and speed”: 8 bits should cost next to nothing, 4 bits a little. Training on from a quantised model gives full weights again.',
  source: 'Krishnamoorthi 2018 (per channel); Dettmers et al. 2022, Frantar et al. 2023 (groups, weights alone)',
  params: {
    bits: '8 bits: codes from −127 to 127. 4 bits: from −7 to 7, half the size again and a larger error.',
    scales:
      'A channel is what one output is made of. A group is a part of it with a scale of its own: more exact, and a little larger.',
    groupSize: 'How many numbers share a scale. Smaller groups are more exact; each scale takes 32 bits.',
    embeddings:
      'The tables of tokens and positions, which are much of a small model. Switched off, they stay as they are.',
  },
  outputs: {
    model: 'The same network with quantised weights.',
    layers: 'Of each matrix: its numbers, its size before and after, and its error.',
  },
};

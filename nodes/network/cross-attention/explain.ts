import type { Explanation } from '@/graph';
import type { crossAttention } from './node';

export const explain: Explanation<typeof crossAttention> = {
  more: 'Each place of the image asks the words of the caption, and takes from those that answer: the places where the circle will be take its colour from “red”. The layer learns a vector for each word and one for each position in the caption. Its output begins at 0, so a new layer changes nothing at first. Blocks that are told the noise hear the caption too, all its words added up: that says soon what is in the picture, and the words one by one say where. In a diffusion transformer put one before each DiT block; in a U-Net, where the image is small.',
  formula: 'x ← x + softmax( Q(x) K(c)ᵀ / √d ) V(c)      c: the words of the caption',
  lookAt: 'Whether what is made follows the words: ask for the same shape in two colours, with guidance of 2 to 4.',
  source:
    'Vaswani et al. 2017; Rombach et al. 2022, section 3.3; Podell et al. 2023, section 2.1 (the caption as a whole beside it)',
  params: {
    heads: 'How many words each place can look at, each in its own way. The width, or the channels, must divide by it.',
  },
};

import type { Explanation } from '@/graph';
import type { unet } from './node';

export const explain: Explanation<typeof unet> = {
  more: 'On the way down the image is halved again and again, so that the network sees more of it at once; on the way up it grows to its full size, and at each size it is given again what it saw there on the way down, so that no detail is lost. How noisy the image is, its class, and its caption as a whole, are told to every block.',
  formula: 'h ← h + conv(silu(norm(conv(silu(norm(h))) + time + class + caption)))',
  lookAt:
    'The operations per example: they decide how long a step takes. Where there is little time, take pixels together and spend it on channels and blocks: each place then soon hears of all others, and strokes hang together.',
  source: 'Ronneberger et al. 2015; Ho et al. 2020, appendix B; Dhariwal & Nichol 2021',
  params: {
    channels: 'How many pictures of features there are at the full size. Twice as many are about four times the work.',
    levels:
      'How many sizes it works at, each half of the one before. The size of the images must divide: 28 pixels allow 3 levels, 32 allow 6.',
    growth: 'Small pictures cost little, so that they can have more channels.',
    patch:
      'Squares of so many pixels are one place of the network, with more channels each. 2 × 2 makes a quarter of the places: the time goes into channels instead, which suits small machines.',
    blocks: 'Residual blocks of two convolutions, on the way down and again on the way up.',
    attention:
      'At the smallest size every place looks at every other, which helps with things that belong together from far apart.',
  },
};

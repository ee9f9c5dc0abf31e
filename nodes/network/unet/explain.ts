import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'On the way down the image is halved again and again, so that the network sees more of it at once; on the way up it grows to its full size, and at each size it is given again what it saw there on the way down, so that no detail is lost. How noisy the image is, and its class, are told to every block.',
  formula: 'h ← h + conv(silu(norm(conv(silu(norm(h))) + time + class)))',
  lookAt:
    'The operations per example: they decide how long a step takes. Where there is little time, take pixels together and spend it on channels and blocks: each place then soon hears of all others, and strokes hang together.',
  source: 'Ronneberger et al. 2015; Ho et al. 2020, appendix B; Dhariwal & Nichol 2021',
};

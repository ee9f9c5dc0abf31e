import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each convolution looks at a larger part of the image than the one before and keeps what matters in more channels at half the size. A dense layer then gathers what is left from all places.',
  lookAt: 'The size after the last halving: 4 to 8 pixels are usual.',
  source: 'Radford et al. 2016 (DCGAN); Kingma & Welling 2014',
};

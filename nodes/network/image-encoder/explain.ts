import type { Explanation } from '@/graph';
import { channelsHelp, halvingsHelp, imageActivationHelp, imageNormHelp } from '../helps';
import type { imageEncoder } from './node';

export const explain: Explanation<typeof imageEncoder> = {
  more: 'Each convolution looks at a larger part of the image than the one before and keeps what matters in more channels at half the size. A dense layer then gathers what is left from all places.',
  lookAt: 'The size after the last halving: 4 to 8 pixels are usual.',
  source: 'Radford et al. 2016 (DCGAN); Kingma & Welling 2014',
  params: {
    channels: channelsHelp,
    halvings: halvingsHelp,
    grid: 'Ends in a small image with many channels instead of a row of numbers, for codes that keep what is where. Latent diffusion works in those.',
    width: 'What is left of the image: an “Output” under it makes a latent code or a score of them.',
    norm: imageNormHelp,
    activation: imageActivationHelp,
  },
};

import type { Explanation } from '@/graph';
import { channelsHelp, imageActivationHelp, imageNormHelp } from '../helps';
import type { imageDecoder } from './node';

export const explain: Explanation<typeof imageDecoder> = {
  more: 'A dense layer lays out a small picture with many channels; each convolution then doubles its size and draws finer detail. It ends in the image itself and needs no “Output”.',
  lookAt: 'Made images beside given ones: chequered patterns mean too few channels, blur too small a code.',
  source: 'Radford et al. 2016 (DCGAN); Odena et al. 2016 (why pixels are repeated first)',
  params: {
    channels: channelsHelp,
    doublings:
      'How often the size is doubled, with half the channels each time. Images of 28 pixels can begin at 7, two doublings before.',
    norm: imageNormHelp,
    activation: imageActivationHelp,
  },
  inputs: {
    examples: 'Gives the shape of the images to make. A network that began at an image knows it already.',
  },
};

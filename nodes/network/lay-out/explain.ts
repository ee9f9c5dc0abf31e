import type { Explanation } from '@/graph';
import { channelsHelp, imageActivationHelp } from '../helps';
import type { layOut } from './node';

export const explain: Explanation<typeof layOut> = {
  more: 'A dense layer makes as many numbers as the small image has, and they are taken as its pixels. Convolutions of twice the size under it then draw the image: together they are an “Image decoder”, which opens into these blocks.',
  formula: 'image = reshape( σ(W h + b), height × width × channels )',
  lookAt:
    'Its parameters: numbers that come in × height × width × channels, often more than all convolutions after it.',
  source: 'Radford et al. 2016 (DCGAN)',
  params: {
    height: 'Of the small image. Each doubling after it doubles this: 7 becomes 28 after two.',
    width: 'As the height.',
    channels: channelsHelp,
    activation: imageActivationHelp,
  },
};

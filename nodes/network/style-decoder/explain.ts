import type { Explanation } from '@/graph';
import { channelsHelp } from '../helps';
import type { styleDecoder } from './node';

export const explain: Explanation<typeof styleDecoder> = {
  more: 'A small network first turns the random numbers into a style. The image then grows from a learned picture, doubled again and again, and the style says at each size which features count. Fresh noise at each size draws what is left to chance. “Make examples” can keep to typical styles (truncation), and give all images one style from a size on (style mixing).',
  formula: 'w = f(z)      filter′ᵢⱼ = sᵢ filterᵢⱼ      filter″ᵢⱼ = filter′ᵢⱼ / √( Σᵢ filter′ᵢⱼ² + ε )',
  lookAt:
    'Made images as truncation goes from 1 to 0: they all come closer to one typical image. And “One style from doubling”: what stays different is what the coarse sizes decide.',
  source:
    'Karras et al. 2019 (mapping, noise, truncation); Karras et al. 2020, section 2 (modulation, demodulation, output skips)',
  params: {
    channels: channelsHelp,
    doublings:
      'How often the size is doubled, with half the channels each time. Images of 28 pixels can begin at 7, two doublings before.',
    style: 'The width of what the random numbers become.',
    mapping:
      'Dense layers between the random numbers and the style. More can untangle more; 8 is what large models have.',
    noise: 'Fresh random numbers at each pixel, for what is left to chance, such as grain and hair.',
  },
  inputs: {
    examples: 'Gives the shape of the images to make. A “Noise input” that is given them knows it already.',
  },
};

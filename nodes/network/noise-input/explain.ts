import type { Explanation } from '@/graph';
import type { noiseInput } from './node';

export const explain: Explanation<typeof noiseInput> = {
  more: 'A GAN’s generator and a VAE’s decoder turn random numbers into examples. Each direction of this small space comes to mean something: a slant, a thickness, a place. Told the class as well, it makes what is asked for, and the numbers keep what is left to choose.',
  formula: 'x = g(z, c),  z ~ N(0, 1)',
  lookAt: 'Too few numbers and different examples share a place; too many and some are never used.',
  source: 'Kingma & Welling 2014; Goodfellow et al. 2014; Mirza & Osindero 2014 (class)',
  params: {
    width: 'How many numbers an example is made from: the size of the latent space. Simple data needs few.',
    grid: 'So many numbers for each place of a small image, from which “Image decoder” goes on. Empty: one row of numbers for the whole.',
    classes:
      'Lets the model make what you ask for: a certain digit, a certain cluster. Needs examples with labels on “Examples”.',
  },
  inputs: {
    examples:
      'Gives the classes that the network is told, and the shape of what it is to make. Their numbers are not used.',
  },
};

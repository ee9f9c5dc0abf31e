import type { Explanation } from '@/graph';
import type { exampleOutput } from './node';

export const explain: Explanation<typeof exampleOutput> = {
  more: 'The last layer has as many numbers as are asked for: each from all that comes in, or, where images of the right size come in, each pixel from those around it. An encoder gives two for each number of the code, since it says not only where an example lies but how sure it is.',
  formula: 'y = W h + b',
  lookAt: 'The shape on the wire: a generator’s must be that of the examples.',
  source: 'Kingma & Welling 2014; Goodfellow et al. 2014; Ho et al. 2020',
  params: {
    gives:
      'An example for denoisers, decoders and generators; a latent code for a VAE’s encoder; a score for a critic; a score for each class for a classifier.',
    latent:
      'The width of the code. For each the network gives a mean and a spread. The decoder’s “Noise input” has the same width.',
    grid: 'Where a small image comes in, as from an “Image encoder” that keeps the grid: each of its places has a code of its own, and the whole is still an image.',
    patch:
      'Where pixels were laid into channels at the beginning, each place gives so many pixels, and they are put apart again.',
  },
  inputs: {
    examples:
      'Gives the shape of what is made, and the classes. A network that began at an example knows them already.',
  },
};

import type { Explanation } from '@/graph';
import type { encodeLatents } from './node';

export const explain: Explanation<typeof encodeLatents> = {
  more: 'Most of what pixels say is detail that a VAE can fill in by itself. In its latent space an image is a few dozen numbers, and whatever learns there has less to learn and is many times faster. Each example is encoded once, as the middle of its code; a trainer scales the codes as it scales other numbers, to deviation 1.',
  formula: 'z = μ(x)',
  lookAt:
    'The codes as false colours: where they still look like the image, the grid was kept. Beside it, what “Out of the latent space” makes of them tells what is lost.',
  source: 'Rombach et al. 2022 (latent diffusion)',
  inputs: {
    model:
      'One that “Train VAE” made, on examples like these. An autoencoder’s codes will do too, if less well: they lie anywhere.',
  },
  outputs: {
    codes: 'Examples like any others, only smaller.',
  },
};
